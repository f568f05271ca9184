using System.Runtime.CompilerServices;

namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>
/// Numbers in as few bytes as they need. A posting is the distance to the passage before it, doubled; odd where the term stands
/// there once, else its count follows.
/// </summary>
internal static class Postings
{
    /// <summary>The most bytes of one posting.</summary>
    public const int MaxBytes = 10;

    public static int Write(Span<byte> target, int distance, int count)
    {
        var length = WriteNumber(target, ((uint)distance << 1) | (count == 1 ? 1u : 0u));
        return count == 1 ? length : length + WriteNumber(target[length..], (uint)count);
    }

    public static int WriteNumber(Span<byte> target, uint number)
    {
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            target[length++] = (byte)(number | 0x80);
        }

        target[length++] = (byte)number;
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ReadNumber(ReadOnlySpan<byte> bytes, ref int at)
    {
        uint number = bytes[at++];
        if (number < 0x80)
        {
            return number;
        }

        number &= 0x7F;
        for (var shift = 7; ; shift += 7)
        {
            uint next = bytes[at++];
            number |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }
    }
}

/// <summary>Reads the postings of one term, in the order of the passages.</summary>
internal ref struct PostingReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public int Passage { get; private set; } = -1;

    /// <summary>How often the term stands in the passage.</summary>
    public int Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (_at >= _bytes.Length)
        {
            return false;
        }

        var head = Postings.ReadNumber(_bytes, ref _at);
        Passage += (int)(head >> 1);
        Count = (head & 1) != 0 ? 1 : (int)Postings.ReadNumber(_bytes, ref _at);
        return true;
    }
}
