namespace Parley.Knowledge.Reading;

/// <summary>
/// What was read from a file. Everything points into <see cref="Text"/>, which is stored as it is: passages, citations and
/// the page that shows them are all offsets in it.
/// </summary>
/// <param name="Text">In UTF-16, line ends as <c>\n</c>, without NUL and unpaired surrogates; for Markdown and code the source itself.</param>
public sealed record DocumentText(string Text, TextKind Kind)
{
    public DocumentMetadata Metadata { get; init; } = new();

    /// <summary>Where pages, slides or sheets begin, in order; empty where there are none.</summary>
    public IReadOnlyList<PageStart> Pages { get; init; } = [];

    /// <summary>The headings, in order; empty where there are none.</summary>
    public IReadOnlyList<Section> Sections { get; init; } = [];
}

/// <summary>What kind of text it is, which says where it may be cut.</summary>
public enum TextKind
{
    Prose,
    Markdown,
    Code,

    /// <summary>A line is a row; cells have a tab or <c>|</c> between them.</summary>
    Table,
}

/// <param name="Number">From 1, as a reader of the file would say it.</param>
public readonly record struct PageStart(int Start, int Number);

/// <param name="Start">Where the heading begins. Its section goes to the next heading of its level or above.</param>
/// <param name="Level">1 for the outermost.</param>
public sealed record Section(int Start, int Level, string Title);

/// <summary>What the file says of itself. Bounded in length and cleaned of control characters; null or empty where it says nothing.</summary>
public sealed record DocumentMetadata
{
    public string? Title { get; init; }

    public string? Author { get; init; }

    /// <summary>The main language as ISO 639-1, <c>en</c>; null where it could not be told.</summary>
    public string? Language { get; init; }

    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>When it was last changed, by its own account, UTC.</summary>
    public DateTime? Date { get; init; }
}
