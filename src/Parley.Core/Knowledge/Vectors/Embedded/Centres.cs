namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>Directions around which rows gather: each row belongs to the one that it has the least angle to.</summary>
internal sealed class Centres
{
    // So many by their bits hold the nearest by its numbers nearly always; where they do not, the row is at a border and either will do.
    private const int Shortlist = 16;

    private readonly int _stride;
    private readonly int _words;
    private readonly int _dimensions;
    private readonly short[] _numbers;
    private readonly ulong[] _bits;

    /// <param name="vectors">Of length 1, one after the other.</param>
    /// <param name="mean">By which the rows' bits are made.</param>
    public Centres(ReadOnlySpan<float> vectors, ReadOnlySpan<float> mean)
        : this(vectors.Length / mean.Length, mean.Length)
    {
        for (var i = 0; i < Count; i++)
        {
            var vector = vectors.Slice(i * _dimensions, _dimensions);
            FineCode.Write(vector, _numbers.AsSpan(i * _stride, _stride));
            SignBits.Write(vector, mean, _bits.AsSpan(i * _words, _words));
        }
    }

    private Centres(int count, int dimensions)
        : this(count, dimensions, new short[count * VectorCode.Stride(dimensions)], new ulong[count * SignBits.Words(dimensions)])
    {
    }

    private Centres(int count, int dimensions, short[] numbers, ulong[] bits)
    {
        (_dimensions, _stride, _words, Count) = (dimensions, VectorCode.Stride(dimensions), SignBits.Words(dimensions), count);
        (_numbers, _bits) = (numbers, bits);
    }

    public int Count { get; }

    public long Bytes => (_numbers.LongLength * sizeof(short)) + (_bits.LongLength * sizeof(ulong));

    /// <summary>How near each is to a vector in int8: the greatest is the nearest.</summary>
    public void Rank(ReadOnlySpan<sbyte> numbers, Span<float> nearness)
    {
        for (var i = 0; i < Count; i++)
        {
            nearness[i] = Nearness(i, numbers);
        }
    }

    /// <summary>The nearest to a row: the best of those that are near by their bits.</summary>
    public int Nearest(ReadOnlySpan<sbyte> numbers, ReadOnlySpan<ulong> bits)
    {
        Span<ushort> distances = stackalloc ushort[Count];
        SignBits.Distances(bits, _bits, distances);
        Span<int> room = stackalloc int[_dimensions + 1];
        room.Clear();
        var counts = new DistanceCounts(room);
        counts.Add(distances);
        var within = counts.Within(Shortlist);
        var (nearest, best) = (0, float.NegativeInfinity);
        for (var i = 0; i < Count; i++)
        {
            if (distances[i] <= within && Nearness(i, numbers) is var nearness && nearness > best)
            {
                (nearest, best) = (i, nearness);
            }
        }

        return nearest;
    }

    public void Write(SavedIndexFile file)
    {
        file.Write<short>(_numbers);
        file.Write<ulong>(_bits);
    }

    public static Centres Read(SavedIndexFile file, int count, int dimensions) =>
        new(count, dimensions, file.Read<short>(count * VectorCode.Stride(dimensions)), file.Read<ulong>(count * SignBits.Words(dimensions)));

    private float Nearness(int centre, ReadOnlySpan<sbyte> numbers) => FineCode.Dot(numbers, _numbers.AsSpan(centre * _stride, _stride));
}
