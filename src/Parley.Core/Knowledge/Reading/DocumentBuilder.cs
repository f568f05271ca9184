using System.Text;
using Parley.Knowledge.Reading.Decoding;

namespace Parley.Knowledge.Reading;

/// <summary>Collects the text of a document and remembers where pages and sections begin. Holds the bound of the text's length.</summary>
public sealed class DocumentBuilder(int maxLength)
{
    private const int MaxSections = 100_000;
    private const int MaxTitle = 300;

    private readonly StringBuilder text = new();
    private readonly List<PageStart> pages = [];
    private readonly List<Section> sections = [];

    /// <summary>Where the next text goes.</summary>
    public int Length => text.Length;

    /// <exception cref="DocumentReadException"><see cref="ReadFailure.TooLarge"/>.</exception>
    public DocumentBuilder Append(ReadOnlySpan<char> value)
    {
        if (value.Length > maxLength - text.Length)
            throw new DocumentReadException(ReadFailure.TooLarge, $"The text of the file is longer than {maxLength:N0} characters.");
        text.Append(value);
        return this;
    }

    /// <summary>A space, unless there is white space already or the text has not begun.</summary>
    public void Space()
    {
        if (text.Length > 0 && !char.IsWhiteSpace(text[^1]))
            Append(" ");
    }

    /// <summary>Sees to it that the next text begins a line.</summary>
    public void EndLine()
    {
        // Space at the end of a line says nothing.
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        if (pages.Count > 0 && pages[^1].Start > text.Length)
            pages[^1] = pages[^1] with { Start = text.Length };
        if (text.Length > 0 && text[^1] != '\n')
            Append("\n");
    }

    /// <summary>Sees to it that the next text has an empty line before it.</summary>
    public void EndParagraph()
    {
        EndLine();
        if (text.Length > 1 && text[^2] != '\n')
            Append("\n");
    }

    /// <summary>What comes next is on this page. A page without text is none.</summary>
    public void StartPage(int number)
    {
        if (pages.Count > 0 && pages[^1].Start == text.Length)
            pages.RemoveAt(pages.Count - 1);
        pages.Add(new(text.Length, number));
    }

    /// <summary>What came up to here is on page 1: for formats that state where pages break, not where they begin.</summary>
    public void StartFirstPage() => pages.Insert(0, new(0, 1));

    /// <summary>What was appended since <paramref name="start"/> is a heading. One without text is none.</summary>
    public void MarkHeading(int start, int level)
    {
        // A heading whose line was ended in the meantime may have got shorter than where it began.
        if (start >= text.Length || sections.Count >= MaxSections)
            return;
        var length = Math.Min(text.Length - start, MaxTitle * 4);
        if (TextCleaning.Line(text.ToString(start, length), MaxTitle) is { } title)
            sections.Add(new(start, level, title));
    }

    public DocumentText Build(TextKind kind, DocumentMetadata? metadata = null) =>
        new(text.ToString(), kind) { Metadata = metadata ?? new(), Pages = pages, Sections = sections };
}
