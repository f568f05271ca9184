namespace Parley.Knowledge.Reading.Mail;

/// <summary>Undoes the encodings that bytes travel in (RFC 2045, 6.7 and 6.8). What is damaged is left out, as mail programs do.</summary>
internal static class TransferEncoding
{
    // RFC 5322, 2.1.1. A bound for how far is looked ahead, too.
    private const int LongestLine = 998;

    public static byte[] Base64(ReadOnlySpan<byte> source)
    {
        var output = new byte[(source.Length / 4 * 3) + 3];
        var (length, bits, count) = (0, 0, 0);
        foreach (var unit in source)
        {
            var value = Value(unit);
            if (value < 0)
                continue;
            bits = (bits << 6) | value;
            count += 6;
            if (count < 8)
                continue;
            count -= 8;
            output[length++] = (byte)(bits >> count);
        }

        return output[..length];
    }

    public static byte[] QuotedPrintable(ReadOnlySpan<byte> source, bool underscoreIsSpace)
    {
        var output = new byte[source.Length];
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '_' && underscoreIsSpace)
            {
                output[length++] = (byte)' ';
            }
            else if (source[i] != '=')
            {
                output[length++] = source[i];
            }
            else if (i + 2 < source.Length && Hex(source[i + 1]) is >= 0 and var high && Hex(source[i + 2]) is >= 0 and var low)
            {
                output[length++] = (byte)((high << 4) | low);
                i += 2;
            }
            else
            {
                // A "=" at the end of a line takes the line break away, whatever white space is between them.
                var end = source.Slice(i, Math.Min(source.Length - i, LongestLine)).IndexOf((byte)'\n');
                if (end > 0 && source.Slice(i + 1, end - 1).Trim(" \t\r"u8).IsEmpty)
                    i += end;
                else
                    output[length++] = (byte)'=';
            }
        }

        return output[..length];
    }

    private static int Value(byte unit) => unit switch
    {
        >= (byte)'A' and <= (byte)'Z' => unit - 'A',
        >= (byte)'a' and <= (byte)'z' => unit - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => unit - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => -1,
    };

    private static int Hex(byte unit) => unit switch
    {
        >= (byte)'0' and <= (byte)'9' => unit - '0',
        >= (byte)'A' and <= (byte)'F' => unit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => unit - 'a' + 10,
        _ => -1,
    };
}
