using System.Buffers;

namespace Parley.Knowledge.Citations.Answers;

/// <summary>Cuts a text into sentences and keeps where they stand. What is hidden belongs to the sentence around it.</summary>
internal static class SentenceReader
{
    private const int MaxSentence = 4_000;
    private const string Bullets = "-*+•–";
    private static readonly SearchValues<char> Closers = SearchValues.Create("\"'”’“«»)*_");

    /// <param name="markers">In order; none is cut in two, and one that follows a full stop belongs to what it ends.</param>
    public static List<AnswerSentence> Read(string text, IReadOnlyList<Marker> markers, bool[]? hidden = null)
    {
        var sentences = new List<AnswerSentence>();
        var marker = 0;
        for (var start = 0; start < text.Length;)
        {
            var (from, kind) = LineStart(text, start);
            var end = EndOfBlock(text, from, kind);
            if (hidden is null || from >= text.Length || !hidden[from] || !IsHidden(hidden, from, end))
            {
                ReadBlock(text, from, end, kind, markers, ref marker, sentences);
            }

            start = end + 1;
        }

        return sentences;
    }

    private static bool IsHidden(bool[] hidden, int from, int end) => !hidden.AsSpan(from, end - from).Contains(false);

    private static void ReadBlock(
        string text, int from, int end, LineKind kind, IReadOnlyList<Marker> markers, ref int marker, List<AnswerSentence> sentences)
    {
        var start = from;
        for (var i = from; i < end; i++)
        {
            // 1. Markers are passed over whole.
            while (marker < markers.Count && markers[marker].End <= i)
            {
                marker++;
            }

            if (marker < markers.Count && markers[marker].Start == i)
            {
                i = Math.Min(end, markers[marker].End) - 1;
                continue;
            }

            // 2. The end of a sentence takes the closing marks and the markers behind it along.
            if (i - start < MaxSentence && !EndsSentence(text, i, end))
            {
                continue;
            }

            var stop = TakeMarkers(text, SkipClosers(text, i + 1, end), end, markers, marker);
            Add(text, start, stop, kind, sentences);
            start = stop;
            i = stop - 1;
        }

        Add(text, start, end, kind, sentences);
    }

    private static void Add(string text, int start, int end, LineKind kind, List<AnswerSentence> sentences)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (end > start)
        {
            sentences.Add(new(start, end, kind));
        }
    }

    private static bool EndsSentence(string text, int i, int end)
    {
        if (text[i] is '。' or '！' or '？')
        {
            return true;
        }

        if (text[i] is not ('.' or '!' or '?' or '…'))
        {
            return false;
        }

        var next = SkipClosers(text, i + 1, end);
        if (next == end || text[next] == '[')
        {
            return true;
        }

        if (!char.IsWhiteSpace(text[next]))
        {
            return false;
        }

        while (next < end && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        return next == end || (text[i] is '!' or '?') || (!char.IsLower(text[next]) && (text[i] != '.' || !Abbreviations.EndsAt(text, i)));
    }

    private static int TakeMarkers(string text, int at, int end, IReadOnlyList<Marker> markers, int marker)
    {
        var stop = at;
        for (; marker < markers.Count && markers[marker].Start < end; marker++)
        {
            if (markers[marker].Start < stop)
            {
                continue;
            }

            if (!text.AsSpan(stop, markers[marker].Start - stop).Trim(" ,;").IsEmpty)
            {
                break;
            }

            // "[1] says that …" begins the next sentence.
            var after = markers[marker].End;
            if (after + 1 < end && text[after] == ' ' && char.IsLower(text[after + 1]))
            {
                break;
            }

            stop = markers[marker].End;
        }

        return stop < end && text[stop] is '.' or ',' or ';' && stop > at ? stop + 1 : stop;
    }

    private static int SkipClosers(string text, int i, int end)
    {
        while (i < end && (Closers.Contains(text[i]) || text[i] is '.' or '!' or '?'))
        {
            i++;
        }

        return i;
    }

    private static (int From, LineKind Kind) LineStart(string text, int start)
    {
        var kind = LineKind.Prose;
        var i = start;
        while (i < text.Length && text[i] is ' ' or '\t' or '>')
        {
            kind = text[i++] == '>' ? LineKind.Quotation : kind;
        }

        var rest = text.AsSpan(i);
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (rest is ['#', ..])
        {
            return (i + Math.Max(0, rest.IndexOfAnyExcept("# ")), LineKind.Heading);
        }

        if (rest is [var bullet, ' ', ..] && Bullets.Contains(bullet, StringComparison.Ordinal))
        {
            return (i + 2, kind is LineKind.Quotation ? kind : LineKind.ListItem);
        }

        return digits is > 0 and < 4 && rest.Length > digits + 1 && rest[digits] is '.' or ')' && rest[digits + 1] == ' '
            ? (i + digits + 2, kind is LineKind.Quotation ? kind : LineKind.ListItem)
            : (i, kind);
    }

    // A line break is a space unless the next line begins something of its own.
    private static int EndOfBlock(string text, int from, LineKind kind)
    {
        for (var end = IndexOfLineEnd(text, from); ; end = IndexOfLineEnd(text, end + 1))
        {
            if (end >= text.Length - 1 || kind is LineKind.Heading || text[end - (end > from ? 1 : 0)] == '|' || IsFence(text, from))
            {
                return end;
            }

            var (next, nextKind) = LineStart(text, end + 1);
            if (nextKind != LineKind.Prose || next >= text.Length || text[next] is '\n' or '\r' or '`' or '~' or '|' or '<' || kind is LineKind.Quotation)
            {
                return end;
            }
        }
    }

    private static bool IsFence(string text, int from) => text.AsSpan(from).StartsWith("```") || text.AsSpan(from).StartsWith("~~~");

    private static int IndexOfLineEnd(string text, int from)
    {
        var end = from >= text.Length ? -1 : text.IndexOf('\n', from);
        return end < 0 ? text.Length : end;
    }
}
