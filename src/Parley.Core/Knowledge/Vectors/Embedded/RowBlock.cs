using System.Numerics.Tensors;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// Some rows of an index, column by column. One thread appends while others read: rows up to <see cref="Count"/> never change.
/// </summary>
internal sealed class RowBlock
{
    private readonly int _words;
    private readonly int _dimensions;
    private readonly ulong[] _bits;
    private readonly CodeFile.Codes _codes;

    // What brings the int8 numbers of a row to length 1.
    private readonly float[] _scales;

    private int _count;

    public RowBlock(int capacity, int dimensions, CodeFile.Codes codes)
    {
        (_dimensions, _words, _codes) = (dimensions, SignBits.Words(dimensions), codes);
        _bits = new ulong[capacity * _words];
        (Documents, Chunks, _scales) = (new int[capacity], new Guid[capacity], new float[capacity]);
    }

    private RowBlock(RowBlock other)
    {
        (_dimensions, _words, _codes, _count) = (other._dimensions, other._words, other._codes, other._count);
        _bits = new ulong[other._bits.Length];
        (Documents, Chunks, _scales) = (other.Documents, other.Chunks, other._scales);
    }

    /// <summary>For each row its document's number in <see cref="DocumentTable"/>.</summary>
    public int[] Documents { get; }

    public Guid[] Chunks { get; }

    public int Count => Volatile.Read(ref _count);

    public bool IsFull => _count == Documents.Length;

    public ReadOnlySpan<ulong> Bits(int count) => _bits.AsSpan(0, count * _words);

    public void Append(int document, Guid chunk, ReadOnlySpan<byte> code, ReadOnlySpan<float> mean)
    {
        (Documents[_count], Chunks[_count]) = (document, chunk);
        _codes.Write(_count, VectorCode.Numbers(code));
        Span<float> vector = stackalloc float[_dimensions];
        TensorPrimitives.ConvertTruncating(VectorCode.Numbers(code), vector);
        var length = TensorPrimitives.Norm<float>(vector);
        _scales[_count] = length > 0 ? 1 / length : 0;
        TensorPrimitives.Multiply(vector, _scales[_count], vector);
        SignBits.Write(vector, mean, _bits.AsSpan(_count * _words, _words));
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>The cosine of a row and a query of length 1; 0 for a zero row.</summary>
    /// <param name="numbers">Room for the row in int8.</param>
    /// <param name="vector">Room for the row as floats.</param>
    public float Cosine(int row, ReadOnlySpan<float> query, Span<sbyte> numbers, Span<float> vector)
    {
        _codes.Read(row, numbers);
        TensorPrimitives.ConvertTruncating<sbyte, float>(numbers, vector);
        return Math.Clamp(TensorPrimitives.Dot(query, vector) * _scales[row], -1, 1);
    }

    /// <summary>The row in length 1, but for what int8 lost.</summary>
    public void Read(int row, Span<float> vector)
    {
        Span<sbyte> numbers = stackalloc sbyte[_dimensions];
        _codes.Read(row, numbers);
        TensorPrimitives.ConvertTruncating<sbyte, float>(numbers, vector);
        TensorPrimitives.Multiply(vector, _scales[row], vector);
    }

    /// <summary>The same rows with bits by another mean.</summary>
    public RowBlock Recentre(ReadOnlySpan<float> mean)
    {
        var block = new RowBlock(this);
        Span<float> vector = stackalloc float[_dimensions];
        for (var row = 0; row < _count; row++)
        {
            Read(row, vector);
            SignBits.Write(vector, mean, block._bits.AsSpan(row * _words, _words));
        }

        return block;
    }
}
