namespace Parley.Knowledge.Reading.Office;

/// <summary>
/// A part of a packed file while it is unpacked. Counts what comes out, whatever the file claims, and refuses markup or text that runs on
/// without end, since the XML reader would keep it in memory whole.
/// </summary>
internal sealed class PartStream(Stream inner, long packedLength, UnpackingBudget budget) : Stream
{
    // Deflate packs at best 1032 to 1; XML of documents stays below a hundred, which is Apache POI's bound too. Small parts may be anything.
    private const int MaxRatio = 100;
    private const int AnyRatioBelow = 4 * 1024 * 1024;

    // Neither a tag nor a run of text of a real document comes near.
    private const int LongestRun = 4 * 1024 * 1024;

    private long unpacked;
    private int run;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        unpacked += read;
        budget.Take(read);
        if (unpacked > AnyRatioBelow && unpacked > packedLength * MaxRatio)
            throw UnpackingBudget.Bomb();
        Watch(buffer[..read]);
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        var last = bytes.LastIndexOf((byte)'<');
        run = last < 0 ? run + bytes.Length : bytes.Length - last;
        if (run > LongestRun)
            throw UnpackingBudget.Bomb();
    }
}
