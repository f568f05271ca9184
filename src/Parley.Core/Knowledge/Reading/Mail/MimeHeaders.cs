using System.Text;
using Parley.Knowledge.Reading.Decoding;

namespace Parley.Knowledge.Reading.Mail;

/// <summary>The headers of a mail or a part, unfolded. Of repeated ones the first counts.</summary>
internal sealed class MimeHeaders
{
    // Real mails have fewer and shorter ones; what goes beyond is left out.
    private const int MaxHeaders = 500;
    private const int MaxLength = 100_000;

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    public int Count => values.Count;

    /// <summary>As it stands there; see <see cref="Text"/> for one to be shown.</summary>
    public string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>With encoded words decoded (RFC 2047).</summary>
    public string? Text(string name) => this[name] is { } value ? EncodedWords.Decode(value) : null;

    public static MimeHeaders Parse(ReadOnlySpan<byte> source, out int bodyStart)
    {
        var headers = new MimeHeaders();
        var line = new StringBuilder();
        var position = 0;
        while (position < source.Length)
        {
            var end = source[position..].IndexOf((byte)'\n');
            var next = end < 0 ? source.Length : position + end + 1;
            var raw = source[position..next].TrimEnd("\r\n"u8);
            if (raw.Length == 0 || (line.Length == 0 && headers.Count == 0 && !IsHeader(raw) && !raw.StartsWith("From "u8)))
            {
                // An empty line ends the headers; a part that begins with none has no headers at all.
                position = raw.Length == 0 ? next : position;
                break;
            }

            if (raw[0] is not ((byte)' ' or (byte)'\t'))
                headers.Add(line);
            if (line.Length < MaxLength)
                line.Append(Decoded(raw[..Math.Min(raw.Length, MaxLength)]));
            position = next;
        }

        headers.Add(line);
        bodyStart = position;
        return headers;
    }

    private void Add(StringBuilder line)
    {
        var text = line.ToString();
        line.Clear();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && values.Count < MaxHeaders)
            values.TryAdd(text[..colon].Trim(), text[(colon + 1)..].Trim());
    }

    private static bool IsHeader(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        return colon > 0 && line[..colon].IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;
    }

    // Headers are ASCII by the older standard and UTF-8 by the newer (RFC 6532).
    private static string Decoded(ReadOnlySpan<byte> raw) =>
        System.Text.Unicode.Utf8.IsValid(raw) ? Encoding.UTF8.GetString(raw) : (TextDecoding.Find("windows-1252") ?? Encoding.Latin1).GetString(raw);
}
