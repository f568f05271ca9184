using System.Numerics.Tensors;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>Copies of some rows, in int8.</summary>
internal sealed class RowSample
{
    private readonly sbyte[] _numbers;
    private readonly float[] _scales;
    private readonly int _dimensions;

    /// <param name="places">Evenly from all.</param>
    public RowSample(IReadOnlyList<RowPlace> places, int dimensions)
    {
        (_dimensions, Stride, Count) = (dimensions, VectorCode.Stride(dimensions), places.Count);
        (_numbers, _scales) = (new sbyte[Count * Stride], new float[Count]);
        for (var i = 0; i < Count; i++)
        {
            _scales[i] = places[i].Block.Read(places[i].Row, _numbers.AsSpan(i * Stride, Stride));
        }
    }

    public int Count { get; }

    public int Stride { get; }

    public ReadOnlySpan<sbyte> Numbers(int row) => _numbers.AsSpan(row * Stride, Stride);

    /// <summary>A row in length 1.</summary>
    public void Read(int row, Span<float> vector) => VectorCode.Expand(Numbers(row), _scales[row], vector);

    public float[] Mean()
    {
        var (mean, vector) = (new float[Stride], new float[Stride]);
        for (var row = 0; row < Count; row++)
        {
            Read(row, vector);
            TensorPrimitives.Add(mean, vector, mean);
        }

        TensorPrimitives.Divide(mean, Math.Max(1, Count), mean);
        return mean[.._dimensions];
    }

    public ulong[] Bits(float[] mean)
    {
        var words = SignBits.Words(_dimensions);
        var (bits, vector) = (new ulong[Count * words], new float[Stride]);
        for (var row = 0; row < Count; row++)
        {
            Read(row, vector);
            SignBits.Write(vector.AsSpan(0, _dimensions), mean, bits.AsSpan(row * words, words));
        }

        return bits;
    }
}

/// <summary>Where a row is.</summary>
internal readonly record struct RowPlace(RowBlock Block, int Row);
