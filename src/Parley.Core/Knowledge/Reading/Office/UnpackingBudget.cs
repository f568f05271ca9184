namespace Parley.Knowledge.Reading.Office;

/// <summary>How much may still be unpacked of one file, over all its parts.</summary>
internal sealed class UnpackingBudget(long bytes)
{
    private long left = bytes;

    public void Take(int read)
    {
        left -= read;
        if (left < 0)
            throw Bomb();
    }

    public static DocumentReadException Bomb() => new(ReadFailure.TooLarge, "What is packed in the file is larger than is allowed.");
}
