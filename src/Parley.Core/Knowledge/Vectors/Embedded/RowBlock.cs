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
        : this(dimensions, codes, new ulong[(long)capacity * SignBits.Words(dimensions)], new int[capacity], new Guid[capacity], new float[capacity]) => _count = 0;

    /// <summary>Full of what the columns hold.</summary>
    private RowBlock(int dimensions, CodeFile.Codes codes, ulong[] bits, int[] documents, Guid[] chunks, float[] scales)
    {
        (_dimensions, _words, _codes) = (dimensions, SignBits.Words(dimensions), codes);
        (_bits, Documents, Chunks, _scales, _count) = (bits, documents, chunks, scales, documents.Length);
    }

    /// <summary>For each row its document's number in <see cref="DocumentTable"/>.</summary>
    public int[] Documents { get; }

    public Guid[] Chunks { get; }

    public int Count => Volatile.Read(ref _count);

    public bool IsFull => _count == Documents.Length;

    /// <summary>What it takes of the process's memory, without the mapped numbers.</summary>
    public long Bytes => (_bits.LongLength * sizeof(ulong)) + (Documents.LongLength * (sizeof(int) + sizeof(float) + 16));

    /// <summary>How many numbers <see cref="Read"/> fills.</summary>
    public int Stride => VectorCode.Stride(_dimensions);

    public ReadOnlySpan<ulong> Bits(int from, int count) => _bits.AsSpan(from * _words, count * _words);

    /// <param name="numbers">The vector in int8, in whole pieces.</param>
    public void Append(int document, Guid chunk, ReadOnlySpan<sbyte> numbers, ReadOnlySpan<float> mean)
    {
        (Documents[_count], Chunks[_count]) = (document, chunk);
        _codes.Write(_count, numbers);
        Span<float> vector = stackalloc float[numbers.Length];
        VectorCode.Expand(numbers, 1, vector);
        var length = TensorPrimitives.Norm<float>(vector);
        _scales[_count] = length > 0 ? 1 / length : 0;
        TensorPrimitives.Multiply(vector, _scales[_count], vector);
        SignBits.Write(vector[.._dimensions], mean, _bits.AsSpan(_count * _words, _words));
        Volatile.Write(ref _count, _count + 1);
    }

    /// <returns>What brings the numbers to length 1; 0 for a zero row.</returns>
    public float Read(int row, Span<sbyte> numbers)
    {
        _codes.Read(row, numbers);
        return _scales[row];
    }

    /// <summary>The row in length 1, but for what int8 lost.</summary>
    /// <param name="numbers">Room for the row in int8.</param>
    public void Read(int row, Span<sbyte> numbers, Span<float> vector) => VectorCode.Expand(numbers, Read(row, numbers), vector);

    /// <summary>The cosine of a row and a query as <see cref="FineCode"/>; 0 for a zero row.</summary>
    /// <param name="numbers">Room for the row in int8.</param>
    public float Cosine(int row, ReadOnlySpan<short> query, Span<sbyte> numbers)
    {
        var scale = Read(row, numbers);
        return Math.Clamp(FineCode.Dot(numbers, query) * scale, -1, 1);
    }

    public void Write(SavedIndexFile file)
    {
        file.Write<ulong>(_bits.AsSpan(0, _count * _words));
        file.Write<int>(Documents.AsSpan(0, _count));
        file.Write<Guid>(Chunks.AsSpan(0, _count));
        file.Write<float>(_scales.AsSpan(0, _count));
        Span<sbyte> numbers = stackalloc sbyte[Stride];
        for (var row = 0; row < _count; row++)
        {
            Read(row, numbers);
            file.Write<sbyte>(numbers);
        }
    }

    public static RowBlock Read(SavedIndexFile file, int count, int dimensions, CodeFile codes)
    {
        var (bits, documents, chunks, scales) = (
            file.Read<ulong>(count * SignBits.Words(dimensions)), file.Read<int>(count), file.Read<Guid>(count), file.Read<float>(count));
        var block = new RowBlock(dimensions, codes.Add(count, dimensions), bits, documents, chunks, scales);
        Span<sbyte> numbers = stackalloc sbyte[block.Stride];
        for (var row = 0; row < count; row++)
        {
            file.Read(numbers);
            block._codes.Write(row, numbers);
        }

        return block;
    }

    /// <summary>The same rows with bits by another mean.</summary>
    public RowBlock Recentre(ReadOnlySpan<float> mean)
    {
        var block = new RowBlock(_dimensions, _codes, new ulong[_bits.Length], Documents, Chunks, _scales) { _count = _count };
        Span<sbyte> numbers = stackalloc sbyte[Stride];
        Span<float> vector = stackalloc float[Stride];
        for (var row = 0; row < _count; row++)
        {
            Read(row, numbers, vector);
            SignBits.Write(vector[.._dimensions], mean, block._bits.AsSpan(row * _words, _words));
        }

        return block;
    }
}
