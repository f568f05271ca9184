using Parley.Knowledge.Reading.Decoding;

namespace Parley.Knowledge.Reading.Formats;

/// <summary>Markdown: the source is the text, headings are its sections, the front matter its metadata.</summary>
internal sealed class MarkdownReader : IDocumentReader
{
    public IReadOnlyList<string> Extensions => [".md", ".markdown", ".mdx"];

    public IReadOnlyList<string> MediaTypes => ["text/markdown", "text/x-markdown"];

    public ContentKind Content => ContentKind.Text;

    public Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken)
    {
        // Line ends are made one here already, so that the blocks are looked for in the text that is kept.
        var text = TextCleaning.Clean(new(TextDecoding.Decode(file.Content.Span), TextKind.Markdown)).Text;
        var blocks = MarkdownBlocks.Find(text);
        var sections = new List<Section>();
        foreach (var block in blocks)
        {
            if (block.Kind == MarkdownBlockKind.Heading && Title(text.AsSpan(block.Start, block.End - block.Start)) is { } title)
                sections.Add(new(block.Start, block.Level, title));
        }

        var metadata = blocks is [{ Kind: MarkdownBlockKind.FrontMatter } matter, ..]
            ? FrontMatter.Read(text.AsSpan(matter.Start, matter.End - matter.Start))
            : new();
        return Task.FromResult(new DocumentText(text, TextKind.Markdown) { Metadata = metadata, Sections = sections });
    }

    // What a reader sees of the heading, as far as that can be had cheaply: without its signs, emphasis and link targets.
    private static string? Title(ReadOnlySpan<char> heading)
    {
        var line = heading.IndexOf('\n') is >= 0 and var underline ? heading[..underline] : heading.Trim().TrimStart('#').Trim();
        var withoutClosing = line.TrimEnd('#');
        if (withoutClosing.IsEmpty || withoutClosing[^1] == ' ')
            line = withoutClosing;
        var title = new System.Text.StringBuilder();
        for (var i = 0; i < Math.Min(line.Length, 1000); i++)
        {
            if (line[i] is '`' or '*' or '[')
                continue;
            var target = line[i] == ']' && i + 1 < line.Length && line[i + 1] == '(' ? line[i..].IndexOf(')') : -1;
            if (target > 0)
                i += target;
            else if (line[i] != ']')
                title.Append(line[i]);
        }

        return TextCleaning.Line(title.ToString(), 300);
    }
}
