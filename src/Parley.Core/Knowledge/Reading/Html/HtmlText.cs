using System.Net;

namespace Parley.Knowledge.Reading.Html;

/// <summary>
/// The text of a web page as a person would see it: blocks on lines of their own, headings as sections, cells with <c>|</c> between them,
/// white space as the browser shows it. Scripts, styles, navigation and whatever the page hides are left out.
/// </summary>
internal sealed class HtmlText
{
    private readonly HtmlScanner scanner;
    private readonly DocumentBuilder text;
    private readonly TableCells cells;
    private readonly CancellationToken cancellationToken;
    private HtmlMetadata metadata = new();
    private HiddenElement? hidden;
    private int headingStart = -1;
    private int preformatted;

    private HtmlText(string source, DocumentBuilder text, CancellationToken cancellationToken)
    {
        scanner = new(source);
        this.text = text;
        cells = new(text);
        this.cancellationToken = cancellationToken;
    }

    /// <summary>Appends the text of the page, and gives what it says of itself.</summary>
    public static DocumentMetadata Write(string source, DocumentBuilder text, CancellationToken cancellationToken)
    {
        var page = new HtmlText(source, text, cancellationToken);
        page.Run();
        return page.metadata.ToMetadata();
    }

    private void Run()
    {
        while (scanner.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (scanner.Kind == HtmlTokenKind.StartTag && HtmlElements.Raw.Contains(scanner.Name))
            {
                RawElement(scanner.Name);
                continue;
            }

            if (scanner.Kind == HtmlTokenKind.StartTag && scanner.Name is "meta" or "html")
                metadata.Take(scanner);
            if (hidden is not null && !hidden.EndsAt(scanner))
                continue;

            // An element that hides others ends either with its own end tag or before a tag that is looked at by itself.
            var ownEnd = hidden is { EndedByOwnTag: true };
            hidden = null;
            if (ownEnd)
                continue;
            Token();
        }

        text.EndLine();
    }

    private void RawElement(string name)
    {
        var content = scanner.SkipRaw(name);
        if (name == "title" && hidden is not { Name: "svg" })
            metadata.Title ??= WebUtility.HtmlDecode(content.ToString());
    }

    private void Token()
    {
        switch (scanner.Kind)
        {
            case HtmlTokenKind.Text:
                AppendText(scanner.Text);
                break;
            case HtmlTokenKind.StartTag when HiddenElement.Hides(scanner):
                hidden = new(scanner.Name);
                break;
            case HtmlTokenKind.StartTag:
                StartElement(scanner.Name);
                break;
            default:
                EndElement(scanner.Name);
                break;
        }
    }

    private void StartElement(string name)
    {
        Break(name);
        switch (name)
        {
            case "br":
                text.EndLine();
                break;
            case "li":
                text.Append("- ");
                break;
            case "td" or "th":
                cells.Cell();
                break;
            case "pre":
                preformatted++;
                break;
            case ['h', >= '1' and <= '6']:
                cells.BeforeText();
                headingStart = text.Length;
                break;
        }
    }

    private void EndElement(string name)
    {
        if (name is ['h', >= '1' and <= '6' and var level] && headingStart >= 0)
        {
            text.MarkHeading(headingStart, level - '0');
            headingStart = -1;
        }

        if (name == "pre")
            preformatted = Math.Max(0, preformatted - 1);
        Break(name);
    }

    private void Break(string name)
    {
        if (name is "tr" or "table")
            cells.Row();
        var paragraph = HtmlElements.Paragraphs.Contains(name);
        if ((!paragraph && !HtmlElements.Lines.Contains(name)) || cells.Break())
            return;
        if (paragraph)
            text.EndParagraph();
        else
            text.EndLine();
    }

    private void AppendText(ReadOnlySpan<char> raw)
    {
        var source = raw.Contains('&') ? WebUtility.HtmlDecode(raw.ToString()) : raw;
        if (preformatted > 0)
        {
            cells.BeforeText();
            text.Append(source);
            return;
        }

        for (var i = 0; i < source.Length;)
        {
            if (IsCollapsible(source[i]))
            {
                text.Space();
                i++;
                continue;
            }

            var start = i;
            while (i < source.Length && !IsCollapsible(source[i]))
                i++;
            cells.BeforeText();
            text.Append(source[start..i]);
        }
    }

    // The white space of HTML, to which a no-break space does not belong.
    private static bool IsCollapsible(char unit) => unit is ' ' or '\n' or '\t' or '\r' or '\f';
}
