namespace Parley.Knowledge.Reading.Formats;

/// <summary>A part of a Markdown text that is something by itself.</summary>
/// <param name="End">Behind its last line, without the line end.</param>
/// <param name="Level">Of a heading; else 0.</param>
internal readonly record struct MarkdownBlock(MarkdownBlockKind Kind, int Start, int End, int Level);

internal enum MarkdownBlockKind
{
    /// <summary>Paragraphs, lists, quotations: lines up to an empty one.</summary>
    Text,
    FrontMatter,
    Heading,

    /// <summary>Between fences.</summary>
    Code,
    Table,
}
