using System.Buffers;
using System.Text;
using Microsoft.Extensions.Options;
using Parley.Knowledge.Reading.Decoding;

namespace Parley.Knowledge.Reading.Html;

/// <summary>Web pages. Nothing they refer to is fetched and no script is run.</summary>
internal sealed class HtmlReader(IOptions<ReadingOptions> options) : IDocumentReader
{
    // A page has to name its encoding within its first 1024 bytes (HTML, 4.2.5.4).
    private const int CharsetWithin = 1024;

    private static readonly SearchValues<char> EndOfCharset = SearchValues.Create("\"' ;/>");

    public IReadOnlyList<string> Extensions => [".html", ".htm", ".xhtml"];

    public IReadOnlyList<string> MediaTypes => ["text/html", "application/xhtml+xml"];

    public ContentKind Content => ContentKind.Text;

    public Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken)
    {
        var text = new DocumentBuilder(options.Value.MaxTextLength);
        var source = TextDecoding.Decode(file.Content.Span, Charset(file.Content.Span));
        var metadata = HtmlText.Write(source, text, cancellationToken);
        return Task.FromResult(text.Build(TextKind.Prose, metadata));
    }

    private static string? Charset(ReadOnlySpan<byte> content)
    {
        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, CharsetWithin)]);
        var at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var value = head.AsSpan(at + "charset=".Length).TrimStart("\"' ");
        var end = value.IndexOfAny(EndOfCharset);
        return (end < 0 ? value : value[..end]).ToString();
    }
}
