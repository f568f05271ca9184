using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Accounts.Links;

/// <summary>What makes a link hard to guess: 256 random bits. Too many to search, so a fast hash of them may be stored.</summary>
internal static class LinkSecret
{
    private const int Size = 32;

    /// <summary>Longer texts are no secrets of ours, and are not hashed.</summary>
    private const int MaxLength = 64;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

    /// <returns>Null when it cannot be one.</returns>
    public static string? Hash(string? secret) => secret is { Length: > 0 and <= MaxLength }
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))
        : null;
}
