using System.Text;
using System.Text.Unicode;

namespace Parley.Knowledge.Reading.Decoding;

/// <summary>Bytes of unknown encoding as text.</summary>
public static class TextDecoding
{
    // How much is looked at to tell text from something else, and one encoding from another.
    private const int Sample = 64 * 1024;

    private static readonly UTF32Encoding BigEndianUtf32 = new(bigEndian: true, byteOrderMark: true);

    /// <summary>
    /// A byte order mark settles it, then what the file declares, then whether it is valid UTF-8, then the zeros of UTF-16; anything
    /// else is Windows-1252, which no bytes contradict.
    /// </summary>
    /// <param name="declared">The name of an encoding, as a web page or a mail states it.</param>
    /// <exception cref="DocumentReadException"><see cref="ReadFailure.Mislabelled"/>: this is no text.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string? declared = null)
    {
        // 1. UTF-32 before UTF-16: its little-endian mark begins with the other's.
        if (bytes is [0xFF, 0xFE, 0, 0, ..])
            return Encoding.UTF32.GetString(bytes[4..]);
        if (bytes is [0, 0, 0xFE, 0xFF, ..])
            return BigEndianUtf32.GetString(bytes[4..]);
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            return Encoding.UTF8.GetString(bytes[3..]);
        if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);

        // 2. A declaration is believed unless the bytes are UTF-8 and it is not: the usual mistake is a page converted without its header.
        if (Find(declared) is { } named && (IsAsciiOnly(bytes) || !Utf8.IsValid(bytes) || named.CodePage == Encoding.UTF8.CodePage))
            return named.GetString(bytes);

        // 3. By the bytes.
        if (Utf16(bytes) is { } wide)
            return wide.GetString(bytes);
        EnsureText(bytes);
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        return MostlyUtf8(bytes) ?? Windows1252.GetString(bytes);
    }

    /// <summary>The encoding of that name; null where there is none, or none that is safe (UTF-7).</summary>
    public static Encoding? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 40)
            return null;
        name = name.Trim();
        try
        {
            // By the web's rule, Latin-1 and ASCII mean Windows-1252 (WHATWG Encoding, 4.2).
            if (name.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
                return Windows1252;
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static bool IsAsciiOnly(ReadOnlySpan<byte> bytes) => Ascii.IsValid(bytes);

    // Western text in UTF-16 has a zero in nearly every second byte, always on the same side.
    private static UnicodeEncoding? Utf16(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..(Math.Min(bytes.Length, Sample) & ~1)];
        if (sample.Length < 4 || !sample.Contains((byte)0))
            return null;
        var (even, odd) = (0, 0);
        for (var i = 0; i < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        var half = sample.Length / 2;
        return (even * 100 / half, odd * 100 / half) switch
        {
            (< 5, > 40) => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            ( > 40, < 5) => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            _ => null,
        };
    }

    // A stray control character may be in any text; more than two in a hundred are not in any.
    private static void EnsureText(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, Sample)];
        var controls = 0;
        foreach (var value in sample)
            controls += value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B) ? 1 : 0;
        if (controls * 50 > sample.Length)
            throw new DocumentReadException(ReadFailure.Mislabelled, "The file is not text.");
    }

    // UTF-8 that was cut off, or has a damaged place: far more of it decodes than does not.
    private static string? MostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var (wide, damaged) = (0, 0);
        foreach (var unit in text)
        {
            wide += unit > 0x7F ? 1 : 0;
            damaged += unit == '\uFFFD' ? 1 : 0;
        }

        return damaged * 10 < wide ? text : null;
    }
}
