using System.Globalization;
using System.Net;
using System.Text;
using Parley.Knowledge.Reading;

namespace Parley.Integrations.Documents;

/// <summary>
/// The output of <c>pdftotext -htmlmeta</c>: a page of HTML whose head has what the file says of itself, and whose body is one block with
/// the text as it is (it is not escaped). Pages end with a form feed.
/// </summary>
internal static class PdfText
{
    private static ReadOnlySpan<byte> TextBegins => "</head>\n<body>\n<pre>\n"u8;

    private static ReadOnlySpan<byte> TextEnds => "</pre>\n</body>\n</html>\n"u8;

    /// <summary>How many pages were written.</summary>
    public static int CountPages(ReadOnlySpan<byte> output) => output.Count((byte)'\f');

    /// <exception cref="DocumentReadException">It is not such output, or its text is too long.</exception>
    public static DocumentText Read(ReadOnlySpan<byte> output, int maxLength)
    {
        // What the file says is escaped in the head, so the first such mark is the true one.
        var begin = output.IndexOf(TextBegins);
        if (begin < 0)
            throw new DocumentReadException(ReadFailure.Broken, "The file is damaged and cannot be read.");
        var body = output[(begin + TextBegins.Length)..];
        body = body.EndsWith(TextEnds) ? body[..^TextEnds.Length] : body;
        return ReadPages(Encoding.UTF8.GetString(body), maxLength).Build(TextKind.Prose, ReadHead(Encoding.UTF8.GetString(output[..begin])));
    }

    private static DocumentBuilder ReadPages(ReadOnlySpan<char> source, int maxLength)
    {
        var text = new DocumentBuilder(maxLength);
        for (var page = 1; !source.IsEmpty; page++)
        {
            var end = source.IndexOf('\f');
            var content = end < 0 ? source : source[..end];
            source = end < 0 ? default : source[(end + 1)..];
            if (content.IsWhiteSpace())
                continue;
            text.EndLine();
            text.StartPage(page);
            text.Append(content.TrimEnd());
            text.EndParagraph();
        }

        return text;
    }

    private static DocumentMetadata ReadHead(string head) => new()
    {
        Title = Between(head, "<title>", "</title>"),
        Author = Said(head, "Author"),
        Date = Date(Said(head, "ModDate") ?? Said(head, "CreationDate")),
        Keywords = [.. (Said(head, "Keywords") ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
    };

    private static string? Said(string head, string name) => Between(head, $"<meta name=\"{name}\" content=\"", "\"/>");

    private static string? Between(string head, string before, string after)
    {
        var start = head.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += before.Length;
        var end = head.IndexOf(after, start, StringComparison.Ordinal);
        return end < 0 || WebUtility.HtmlDecode(head[start..end]).Trim() is not { Length: > 0 } value ? null : value;
    }

    // "2024-01-15T10:00:00+01": the zone may be without minutes, which .NET reads too.
    private static DateTime? Date(string? value) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.UtcDateTime : null;
}
