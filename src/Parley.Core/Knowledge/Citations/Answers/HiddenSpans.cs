using System.Buffers;

namespace Parley.Knowledge.Citations.Answers;

/// <summary>
/// Which parts of an answer are no prose: code, links, addresses, HTML, definitions of references. What looks like a citation
/// in them is none. Every character is looked at a bounded number of times, whatever it is.
/// </summary>
internal static class HiddenSpans
{
    // A code span, tag or comment that does not end within this is none.
    private const int MaxSpan = 2_000;

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t\r\n<>\")'");

    /// <returns>For each character whether it is hidden.</returns>
    public static bool[] Find(string text)
    {
        var hidden = new bool[text.Length];
        var (fence, fenceLength) = ('\0', 0);
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            var line = text.AsSpan(start, end - start).TrimStart("> \t");
            var (symbol, length) = Fence(line);
            if (fence != '\0')
            {
                hidden.AsSpan(start, end - start).Fill(true);
                if (symbol == fence && length >= fenceLength && line[length..].Trim().IsEmpty)
                {
                    fence = '\0';
                }
            }
            else if (symbol != '\0')
            {
                (fence, fenceLength) = (symbol, length);
                hidden.AsSpan(start, end - start).Fill(true);
            }
            else if (IsDefinition(line))
            {
                hidden.AsSpan(start, end - start).Fill(true);
            }

            start = end + 1;
        }

        HideInline(text, hidden);
        return hidden;
    }

    private static (char Symbol, int Length) Fence(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] is not ('`' or '~'))
        {
            return default;
        }

        var length = line.IndexOfAnyExcept(line[0]);
        length = length < 0 ? line.Length : length;
        return length < 3 || (line[0] == '`' && line[length..].Contains('`')) ? default : (line[0], length);
    }

    // [1]: https://… and [^1]: a note.
    private static bool IsDefinition(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] != '[')
        {
            return false;
        }

        var close = line.IndexOf("]:");
        return close is > 0 and < 100 && line[1..close].IndexOfAny('[', ']', '"') < 0;
    }

    private static void HideInline(string text, bool[] hidden)
    {
        for (var i = 0; i < text.Length;)
        {
            var end = hidden[i] ? i + 1 : text[i] switch
            {
                '`' => EndOfCode(text, i, hidden),
                '<' => EndOfTag(text, i),
                ':' when IsAddress(text, i) => EndOfAddress(text, i),
                '(' when i > 0 && text[i - 1] == ']' => EndOfTarget(text, i),
                _ => i,
            };
            if (end > i)
            {
                hidden.AsSpan(i, end - i).Fill(true);
            }

            i = Math.Max(i + 1, end);
        }
    }

    private static int EndOfCode(string text, int start, bool[] hidden)
    {
        var length = Run(text, start);
        var limit = Math.Min(text.Length, start + MaxSpan);
        for (var i = start + length; i < limit;)
        {
            var next = text.AsSpan(i, limit - i).IndexOf('`');
            if (next < 0 || hidden[i + next])
            {
                break;
            }

            i += next;
            var run = Run(text, i);
            if (run == length)
            {
                return i + run;
            }

            i += run;
        }

        // Backticks that open nothing are passed over together, so that many of them cost no more than few.
        return start + length;
    }

    private static int Run(string text, int start)
    {
        var end = text.AsSpan(start).IndexOfAnyExcept('`');
        return end < 0 ? text.Length - start : end;
    }

    private static int EndOfTag(string text, int start)
    {
        var rest = text.AsSpan(start, Math.Min(MaxSpan, text.Length - start));
        if (rest.Length < 3 || !(char.IsAsciiLetter(rest[1]) || rest[1] is '/' or '!'))
        {
            return start;
        }

        var end = rest.StartsWith("<!--") ? rest.IndexOf("-->") + 2 : rest.IndexOf('>');
        return end < 2 ? start : start + end + 1;
    }

    private static bool IsAddress(string text, int colon) =>
        colon > 1 && text.AsSpan(colon).StartsWith("://") && char.IsAsciiLetterOrDigit(text[colon - 1]);

    private static int EndOfAddress(string text, int start)
    {
        var length = text.AsSpan(start).IndexOfAny(AddressEnds);
        return length < 0 ? text.Length : start + length;
    }

    private static int EndOfTarget(string text, int start)
    {
        var length = text.AsSpan(start, Math.Min(MaxSpan, text.Length - start)).IndexOfAny(")\n");
        return length > 0 && text[start + length] == ')' ? start + length + 1 : start;
    }
}
