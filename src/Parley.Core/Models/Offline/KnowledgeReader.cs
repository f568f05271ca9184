using System.Text;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline;

/// <summary>
/// Finds the titled passages a knowledge base put into a system prompt: <c>&lt;source title="…"&gt;…&lt;/source&gt;</c> (any
/// tag with a title or name), <c>[1] Title</c>, <c>Source: Title</c>, or Markdown headings. The rest are instructions.
/// </summary>
internal static class KnowledgeReader
{
    private static readonly string[] TitleLabels = ["Source:", "Title:", "Document:", "Quelle:", "Titel:", "Dokument:"];

    private static readonly string[] TitleAttributes = ["title=\"", "name=\"", "source=\""];

    // Sections of a persona, not documents.
    private static readonly string[] InstructionHeadings =
    [
        "instruction", "guideline", "role", "capabilit", "constraint", "format", "rule", "style", "tone", "example", "persona", "context",
        "knowledge", "sources", "task", "anweisung", "regeln", "aufgabe",
    ];

    public static IEnumerable<Source> Read(string systemPrompt)
    {
        var title = "";
        var text = new StringBuilder();
        foreach (var line in systemPrompt.Split('\n'))
        {
            var trimmed = line.Trim();
            if (TitleOf(trimmed) is not { } found)
            {
                if (!trimmed.StartsWith("</", StringComparison.Ordinal))
                    text.Append(line).Append('\n');
                continue;
            }

            if (Passage(title, text) is { } passage)
                yield return passage;
            (title, text) = (found, new StringBuilder());
        }

        if (Passage(title, text) is { } last)
            yield return last;
    }

    private static Source? Passage(string title, StringBuilder text)
    {
        var content = text.ToString().Trim();
        if (content.Length == 0)
            return null;
        var isInstruction = title.Length == 0 || (title.AsSpan().Count(' ') < 3
            && Array.Exists(InstructionHeadings, heading => title.Contains(heading, StringComparison.OrdinalIgnoreCase)));
        return new Source(isInstruction ? SourceKind.Instructions : SourceKind.Knowledge, isInstruction ? "" : title, content);
    }

    private static string? TitleOf(ReadOnlySpan<char> line)
    {
        if (line.Length is < 3 or > 300)
            return null;
        return line[0] switch
        {
            '#' => Heading(line),
            '[' => AfterNumber(line),
            '<' => Attribute(line),
            _ => Labelled(line),
        };
    }

    private static string? Heading(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart('#');
        return text is [' ', ..] ? AfterNumber(text.Trim()) ?? text.Trim().ToString() : null;
    }

    // [1] Title
    private static string? AfterNumber(ReadOnlySpan<char> line)
    {
        var close = line.IndexOf(']');
        return close > 1 && line[0] == '[' && line[1..close].IndexOfAnyExceptInRange('0', '9') < 0 && close + 1 < line.Length
            && line[^1] is not ('.' or '!' or '?')
            ? Labelled(line[(close + 1)..].Trim()) ?? line[(close + 1)..].Trim(" :-–").ToString()
            : null;
    }

    private static string? Attribute(ReadOnlySpan<char> line)
    {
        foreach (var attribute in TitleAttributes)
        {
            var start = line.IndexOf(attribute);
            var rest = start < 0 ? default : line[(start + attribute.Length)..];
            var end = rest.IndexOf('"');
            if (end > 0)
                return rest[..end].ToString();
        }

        return null;
    }

    private static string? Labelled(ReadOnlySpan<char> line)
    {
        foreach (var label in TitleLabels)
        {
            if (line.StartsWith(label, StringComparison.OrdinalIgnoreCase) && line.Length > label.Length + 1)
                return line[label.Length..].Trim().ToString();
        }

        return null;
    }
}
