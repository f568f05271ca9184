using System.Security.Cryptography;
using System.Text;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores;

/// <summary>
/// What the vectors of one embedder are kept under, where a store keeps embedders apart: readable at the front, and unlike any other
/// embedder's by the digest at its end.
/// </summary>
internal static class EmbedderKey
{
    private const int ReadableLength = 24;

    /// <summary>Of lower-case letters, digits and <paramref name="separator"/>.</summary>
    public static string Of(VectorSpace space, char separator)
    {
        var readable = new string([.. space.Embedder.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : separator).Take(ReadableLength)]);
        return $"{readable}{separator}{space.Dimensions}{separator}{Digest(space.Embedder, space.Dimensions)}";
    }

    /// <summary>Eight digits that differ for other texts.</summary>
    public static string Digest(string embedder, int dimensions) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{dimensions}\n{embedder}")))[..8];
}
