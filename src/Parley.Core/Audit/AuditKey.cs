using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Audit;

/// <summary>A key that seals events. Whoever has only the database has none, and so cannot seal what they changed.</summary>
/// <param name="Id">Sorts by when it was made.</param>
internal sealed record AuditKey(string Id, byte[] Secret)
{
    /// <summary>
    /// HMAC-SHA256 over the fields, each with its length before it (and -1 for none), so that no two lists read the same.
    /// </summary>
    public string Seal(ReadOnlySpan<string?> fields)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Secret);
        Span<byte> length = stackalloc byte[4];
        foreach (var field in fields)
        {
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
            hmac.AppendData(length);
            hmac.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
