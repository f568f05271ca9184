using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Secrets;

/// <summary>
/// Encrypts what must not lie readable in the database. AES-256-GCM; each purpose has a key of its own, derived from the
/// installation's secret by HKDF (RFC 5869), so that what was stored for one purpose cannot be read for another.
/// The text form is <c>v1.key.nonce+ciphertext+tag</c>, where <c>key</c> names the secret it was encrypted with.
/// </summary>
public sealed class SecretProtector(SecretKeys keys)
{
    private const string Version = "v1";
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <param name="purpose">What the text is for, such as <c>signing-key</c>. Never user input.</param>
    public string Protect(string purpose, ReadOnlySpan<byte> secret)
    {
        var key = keys.Current;
        var sealedText = new byte[NonceSize + secret.Length + TagSize];
        var (nonce, text, tag) = Parts(sealedText);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Derive(purpose), TagSize);
        aes.Encrypt(nonce, secret, text, tag, Encoding.UTF8.GetBytes(purpose));
        return $"{Version}.{key.Id}.{Base64Url.EncodeToString(sealedText)}";
    }

    /// <summary>Which key a stored text was encrypted with; null when it is no such text.</summary>
    public static string? KeyIdOf(string stored) => stored.Split('.') is [Version, var id, _] ? id : null;

    /// <exception cref="SecretException">It cannot be read.</exception>
    public byte[] Unprotect(string purpose, string stored)
    {
        if (stored.Split('.') is not [Version, var id, var encoded])
        {
            throw new SecretException("A stored secret is not in a form that this version of Parley knows.");
        }

        var key = keys.Find(id) ?? throw new SecretException($"A stored secret was encrypted with another APP_SECRET_KEY ({id}). Set that key again, or name it among the previous ones.");
        try
        {
            var sealedText = Base64Url.DecodeFromChars(encoded);
            if (sealedText.Length < NonceSize + TagSize)
            {
                throw new SecretException("A stored secret is too short.");
            }

            var (nonce, text, tag) = Parts(sealedText);
            var secret = new byte[text.Length];
            using var aes = new AesGcm(key.Derive(purpose), TagSize);
            aes.Decrypt(nonce, text, tag, secret, Encoding.UTF8.GetBytes(purpose));
            return secret;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw new SecretException("A stored secret was changed, or was stored for another purpose.", e);
        }
    }

    private static Sealed Parts(byte[] sealedText) => new(
        sealedText.AsSpan(0, NonceSize), sealedText.AsSpan(NonceSize, sealedText.Length - NonceSize - TagSize), sealedText.AsSpan(sealedText.Length - TagSize));

    private readonly ref struct Sealed(Span<byte> nonce, Span<byte> text, Span<byte> tag)
    {
        private readonly Span<byte> _nonce = nonce;
        private readonly Span<byte> _text = text;
        private readonly Span<byte> _tag = tag;

        public void Deconstruct(out Span<byte> nonce, out Span<byte> text, out Span<byte> tag) { nonce = _nonce; text = _text; tag = _tag; }
    }
}
