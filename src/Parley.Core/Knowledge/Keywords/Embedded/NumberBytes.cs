namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>Bytes that grow while numbers are written.</summary>
internal sealed class NumberBytes
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    /// <summary>Writes a posting, see <see cref="Postings"/>.</summary>
    public void WritePosting(int distance, int count) => Length += Postings.Write(Room(), distance, count);

    /// <summary>Writes numbers in ascending order, each as its distance to the one before it, the first to -1.</summary>
    public void WriteAscending(IEnumerable<int> numbers)
    {
        var before = -1;
        foreach (var number in numbers.Order())
        {
            Length += Postings.WriteNumber(Room(), (uint)(number - before));
            before = number;
        }
    }

    public byte[] ToArray() => _bytes[..Length];

    private Span<byte> Room()
    {
        if (_bytes.Length - Length < Postings.MaxBytes)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        return _bytes.AsSpan(Length);
    }
}
