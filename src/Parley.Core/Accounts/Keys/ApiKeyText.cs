using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Parley.Secrets;

namespace Parley.Accounts.Keys;

/// <summary>
/// How a key is written: <c>parley_</c>, ten characters that name it, <c>_</c>, a secret of 43 (256 bits) and six that check
/// the rest. One prefix and one length, so that scanners of repositories find a key that leaked, and a checksum, so that they
/// are not deceived and a mistyped key costs no query. Letters and digits only: a double click takes the whole key.
/// </summary>
public static class ApiKeyText
{
    public const string Prefix = "parley_";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    private const int NameLength = 10;
    private const int SecretLength = 43;
    private const int CheckLength = 6;
    private const int StartLength = 7 + NameLength;
    private const int CheckedLength = StartLength + 1 + SecretLength;

    public const int Length = CheckedLength + CheckLength;

    public static string New()
    {
        var key = $"{Prefix}{RandomNumberGenerator.GetString(Alphabet, NameLength)}_{RandomNumberGenerator.GetString(Alphabet, SecretLength)}";
        return key + Check(key);
    }

    /// <summary>What may be shown of a key.</summary>
    public static string StartOf(string key) => key[..StartLength];

    /// <summary>What is stored in place of the key.</summary>
    public static string Hash(string key) => OpaqueToken.Hash(key);

    /// <summary>Whether it could be a key that was made here.</summary>
    public static bool IsWellFormed(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && text[StartLength] == '_'
        && text.AsSpan(CheckedLength).SequenceEqual(Check(text[..CheckedLength]));

    /// <summary>Whether a key, or most of one, stands somewhere in a text.</summary>
    public static bool IsIn(string text)
    {
        for (var at = text.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(Prefix, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var rest = text.AsSpan(at + Prefix.Length);
            if (rest.Length > NameLength + SecretLength / 2 && rest[NameLength] == '_'
                && !rest[..NameLength].ContainsAnyExcept(Letters) && !rest.Slice(NameLength + 1, SecretLength / 2).ContainsAnyExcept(Letters))
            {
                return true;
            }
        }

        return false;
    }

    // The hash of what is random anyway tells nobody anything of it.
    private static string Check(string key)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(key));
        return string.Create(CheckLength, hash, static (check, bytes) =>
        {
            for (var i = 0; i < check.Length; i++)
            {
                check[i] = Alphabet[bytes[i] % Alphabet.Length];
            }
        });
    }
}
