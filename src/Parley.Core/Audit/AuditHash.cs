using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Parley.Data;

namespace Parley.Audit;

/// <summary>The hash that links an event to the one before it.</summary>
internal static class AuditHash
{
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>To the microsecond, which is all that PostgreSQL keeps.</summary>
    public static DateTime Round(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    /// <summary>Over every field, each with its length before it, so that no two events read the same.</summary>
    public static string Of(AuditEvent entry, string previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] fields =
        [
            previous, entry.TenantId.ToString(), entry.Sequence.ToString("D", null), entry.At.Ticks.ToString("D", null),
            entry.ActorId?.ToString() ?? "", entry.KeyId?.ToString() ?? "", entry.Action, entry.Target,
            SnakeCaseEnum.Write(entry.Result), entry.TraceId, entry.Details, entry.OriginHash,
        ];
        Span<byte> length = stackalloc byte[4];
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
