using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Secrets;

/// <summary>
/// Secrets that are only ever compared: refresh tokens, links, keys. They have 256 random bits, so a plain SHA-256 keeps
/// them: there is nothing to guess that a slow hash would make dearer.
/// </summary>
public static class OpaqueToken
{
    private const int Size = 32;

    /// <summary>43 characters that may stand in an address.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

    /// <summary>What is stored in place of the token.</summary>
    public static string Hash(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
