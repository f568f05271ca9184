using System.Buffers.Binary;

namespace Parley.Models.Tokens;

/// <summary>At most 15 bytes of a token, and how many, in two numbers: compared and hashed without going through memory.</summary>
internal readonly record struct TokenKey(ulong Low, ulong High)
{
    public const int MaxLength = 15;

    private const int LengthShift = 56;

    /// <summary>Of no token: every key has its length in it.</summary>
    public bool IsEmpty => High == 0;

    public int Hash
    {
        get
        {
            var hash = Low ^ (High * 0x9E3779B97F4A7C15UL);
            hash = (hash ^ (hash >> 32)) * 0xFF51AFD7ED558CCDUL;
            return (int)(hash ^ (hash >> 29));
        }
    }

    /// <param name="token">1 to 15 bytes.</param>
    public static TokenKey Of(ReadOnlySpan<byte> token)
    {
        var length = token.Length;
        var high = (ulong)length << LengthShift;
        if (length < 8)
            return new(Few(token), high);

        // The last eight bytes overlap the first eight; what both have is shifted out.
        if (length > 8)
            high |= BinaryPrimitives.ReadUInt64LittleEndian(token[(length - 8)..]) >> (8 * (16 - length));
        return new(BinaryPrimitives.ReadUInt64LittleEndian(token), high);
    }

    /// <summary>The key of a text whose characters are bytes of UTF-8 as they are: ASCII, and short.</summary>
    public static bool TryOf(ReadOnlySpan<char> text, out TokenKey key)
    {
        key = default;
        if (text.Length is 0 or > MaxLength)
            return false;
        ulong low = 0, high = 0, all = 0;
        var i = 0;
        for (; i < text.Length && i < 8; i++)
        {
            all |= text[i];
            low |= (ulong)text[i] << (8 * i);
        }

        for (; i < text.Length; i++)
        {
            all |= text[i];
            high |= (ulong)text[i] << (8 * (i - 8));
        }

        key = new(low, high | ((ulong)text.Length << LengthShift));
        return all < 0x80;
    }

    private static ulong Few(ReadOnlySpan<byte> token)
    {
        var length = token.Length;
        if (length >= 4)
            return BinaryPrimitives.ReadUInt32LittleEndian(token) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(token[(length - 4)..]) << (8 * (length - 4)));
        return token[0] | ((ulong)token[length >> 1] << (8 * (length >> 1))) | ((ulong)token[length - 1] << (8 * (length - 1)));
    }
}
