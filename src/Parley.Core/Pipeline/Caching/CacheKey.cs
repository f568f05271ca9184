using System.Buffers.Binary;

namespace Parley.Pipeline.Caching;

/// <summary>A SHA-256. Equal keys mean equal requests of callers with equal rights.</summary>
internal readonly record struct CacheKey(UInt128 High, UInt128 Low)
{
    public static CacheKey From(ReadOnlySpan<byte> hash) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
}
