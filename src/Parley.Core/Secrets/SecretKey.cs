using System.Security.Cryptography;
using System.Text;

namespace Parley.Secrets;

/// <summary>One secret of the installation, and the keys derived from it.</summary>
public sealed class SecretKey
{
    private const int KeySize = 32;

    private readonly byte[] _secret;

    public SecretKey(string text)
    {
        _secret = Encoding.UTF8.GetBytes(text);
        Id = Convert.ToHexStringLower(Derive("id").AsSpan(0, 4));
    }

    /// <summary>Names the secret and tells nothing of it: eight digits of a key derived for nothing else.</summary>
    public string Id { get; }

    /// <summary>A key of 256 bits for one purpose.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, KeySize, salt: "parley"u8.ToArray(), info: Encoding.UTF8.GetBytes(purpose));
}
