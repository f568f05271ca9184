namespace Parley.Knowledge.Reading.Formats;

/// <summary>
/// Finds the blocks of a Markdown text, line by line: as much of CommonMark (headings, fences) and of GitHub's tables as says where
/// a text may be cut. Linear on any input.
/// </summary>
internal sealed class MarkdownBlocks
{
    private readonly List<MarkdownBlock> found = [];
    private readonly string text;
    private int start = -1;
    private int lastLine;
    private bool table;

    private MarkdownBlocks(string text) => this.text = text;

    public static IReadOnlyList<MarkdownBlock> Find(string text)
    {
        var blocks = new MarkdownBlocks(text);
        blocks.Scan();
        return blocks.found;
    }

    private void Scan()
    {
        var position = FrontMatter();
        while (position < text.Length)
        {
            var end = LineEnd(position);
            var line = text.AsSpan(position, end - position);
            if (Fence(line) is { Length: > 0 } fence)
            {
                Flush();
                end = EndOfFence(end, fence);
                found.Add(new(MarkdownBlockKind.Code, position, end, 0));
            }
            else
            {
                Line(position, end, line);
            }

            position = end + 1;
        }

        Flush();
    }

    private void Line(int position, int end, ReadOnlySpan<char> line)
    {
        if (line.IsWhiteSpace())
        {
            Flush();
        }
        else if (HeadingLevel(line) is > 0 and var level)
        {
            Flush();
            found.Add(new(MarkdownBlockKind.Heading, position, end, level));
        }
        else if (UnderlineLevel(line) is > 0 and var under && start >= 0 && !table && start == lastLine)
        {
            // Only one line above is taken for a heading: of more, CommonMark makes one too, but people mean a rule.
            found.Add(new(MarkdownBlockKind.Heading, start, end, under));
            start = -1;
        }
        else
        {
            if (start < 0)
            {
                (start, table) = (position, line.TrimStart()[0] == '|');
            }
            else if (!table && IsTableRule(line) && text.AsSpan(lastLine, position - lastLine).Contains('|'))
            {
                // The line above was the table's head.
                var head = lastLine;
                if (start < head)
                    found.Add(new(MarkdownBlockKind.Text, start, head - 1, 0));
                (start, table) = (head, true);
            }

            lastLine = position;
            blockEnd = end;
        }
    }

    private int blockEnd;

    private void Flush()
    {
        if (start >= 0)
            found.Add(new(table ? MarkdownBlockKind.Table : MarkdownBlockKind.Text, start, blockEnd, 0));
        (start, table) = (-1, false);
    }

    private int FrontMatter()
    {
        if (!text.StartsWith("---\n", StringComparison.Ordinal))
            return 0;
        var end = text.IndexOf("\n---", 3, StringComparison.Ordinal);
        if (end < 0 || (end + 4 < text.Length && text[end + 4] != '\n'))
            return 0;
        found.Add(new(MarkdownBlockKind.FrontMatter, 0, end + 4, 0));
        return Math.Min(text.Length, end + 5);
    }

    private int LineEnd(int from) => text.IndexOf('\n', from) is >= 0 and var end ? end : text.Length;

    private static ReadOnlySpan<char> Fence(ReadOnlySpan<char> line)
    {
        var inner = Unindented(line);
        if (inner.IsEmpty || inner[0] is not ('`' or '~'))
            return default;
        var length = inner.Length - inner.TrimStart(inner[0]).Length;
        return length < 3 || (inner[0] == '`' && inner[length..].Contains('`')) ? default : inner[..length];
    }

    // A fence ends with one as long of the same sign, and at the end of the text.
    private int EndOfFence(int end, ReadOnlySpan<char> fence)
    {
        while (end < text.Length)
        {
            var next = LineEnd(end + 1);
            var line = Unindented(text.AsSpan(end + 1, next - end - 1)).TrimEnd();
            end = next;
            if (line.Length >= fence.Length && line.TrimStart(fence[0]).IsEmpty)
                break;
        }

        return end;
    }

    private static int HeadingLevel(ReadOnlySpan<char> line)
    {
        var inner = Unindented(line);
        var level = inner.Length - inner.TrimStart('#').Length;
        return level is >= 1 and <= 6 && (inner.Length == level || inner[level] is ' ' or '\t') ? level : 0;
    }

    private static int UnderlineLevel(ReadOnlySpan<char> line)
    {
        var inner = Unindented(line).TrimEnd();
        if (inner.IsEmpty || inner[0] is not ('=' or '-') || !inner.TrimStart(inner[0]).IsEmpty)
            return 0;
        return inner[0] == '=' ? 1 : 2;
    }

    private static bool IsTableRule(ReadOnlySpan<char> line) =>
        line.Contains('-') && line.Contains('|') && line.IndexOfAnyExcept("|-: \t") < 0;

    // Four spaces make it code, which has neither headings nor fences.
    private static ReadOnlySpan<char> Unindented(ReadOnlySpan<char> line)
    {
        var inner = line.TrimStart(' ');
        return line.Length - inner.Length > 3 ? default : inner;
    }
}
