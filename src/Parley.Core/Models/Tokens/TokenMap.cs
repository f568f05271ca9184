using System.Globalization;

namespace Parley.Models.Tokens;

/// <summary>
/// Where the pieces of a text end that are encoded by themselves, and the tokens up to each. A span of the text is split like the whole
/// but at its edges, so its tokens are a difference of two totals and a recount of the edges: exact, at a cost that does not grow with it.
/// </summary>
internal sealed class TokenMap
{
    // A piece of more tokens is cut, so that whoever fills a span is never stuck before one. 16 units are 48 tokens at the very most.
    private const int MaxTokensOfPiece = 16;
    private const int UnitsOfCutPiece = 16;

    // No piece of that length is worth counting as a whole.
    private const int LongPiece = 256;

    private readonly string text;
    private readonly BpeEncoding? encoding;
    private readonly List<int> ends;
    private readonly List<int> totals;

    // Pieces that were cut: what they count by parts is not what they count as a whole.
    private readonly List<(int Start, int End)> cut = [];

    /// <param name="text">At most as long as an int counts tokens.</param>
    /// <param name="encoding">Null: counts are estimated.</param>
    public TokenMap(string text, BpeEncoding? encoding)
    {
        (this.text, this.encoding) = (text, encoding);
        (ends, totals) = (new(text.Length / 4 + 16), new(text.Length / 4 + 16));
        for (var start = 0; start < text.Length;)
            start = Add(start);
    }

    /// <summary>The tokens of the span by itself. It must not end in white space.</summary>
    public int Count(int start, int end)
    {
        if (start >= end)
            return 0;
        if (encoding is null)
            return TokenEstimate.Count(text.AsSpan(start, end - start));
        if (TouchesCut(start, end))
            return encoding.Count(text.AsSpan(start, end - start));

        // 1. From the start to where the pieces of the span are those of the text.
        var span = text.AsSpan(0, end);
        var count = 0;
        var at = IndexBehind(start);
        var position = start;
        while (position < end && position != StartOf(at))
        {
            count += CountPiece(span, ref position);
            while (at < ends.Count && ends[at] <= position)
                at++;
        }

        // 2. Whole pieces.
        var last = IndexBehind(end - 1);
        if (last > at)
        {
            count += totals[last - 1] - TotalBefore(at);
            position = ends[last - 1];
        }

        // 3. The piece that the end cuts.
        while (position < end)
            count += CountPiece(span, ref position);
        return count;
    }

    /// <summary>The last end of a piece up to which the span has at most that many tokens, white space at its end left out; at least one piece.</summary>
    public int LastEnd(int start, int limit)
    {
        var first = IndexBehind(start);
        var guess = UpperBound(totals, TotalBefore(first) + limit) - first;
        var pieces = Most(guess, ends.Count - first, count => Count(start, TrimEnd(start, ends[first + count - 1])) <= limit);
        return ends[first + Math.Max(1, pieces) - 1];
    }

    /// <summary>The first start of a piece from which the span has at most that many tokens, white space at its beginning left out; the end if there is none.</summary>
    public int FirstStart(int end, int limit)
    {
        var last = IndexBehind(end - 1);
        var guess = last + 1 - UpperBound(totals, totals[last] - limit - 1);
        var pieces = Most(guess, last + 1, count => Count(TrimStart(StartOf(last + 1 - count), end), end) <= limit);
        return pieces == 0 ? end : TrimStart(StartOf(last + 1 - pieces), end);
    }

    /// <summary>The end of the span without the white space before it.</summary>
    public int TrimEnd(int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return end;
    }

    /// <summary>The start of the span without the white space behind it.</summary>
    public int TrimStart(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        return start;
    }

    // How many pieces fit, at most that many: from a guess in growing steps, then by halves. Where pieces were cut the guess may be far off,
    // and every look costs as much as the span is long.
    private static int Most(int guess, int max, Func<int, bool> fits)
    {
        var (fit, tooMany) = (0, max + 1);
        var step = 1;
        for (var at = Math.Clamp(guess, 1, max); fit < at && at < tooMany; step *= 2)
        {
            if (fits(at))
                (fit, at) = (at, at + step);
            else
                (tooMany, at) = (at, at - step);
        }

        while (tooMany - fit > 1)
        {
            var middle = (fit + tooMany) / 2;
            if (fits(middle))
                fit = middle;
            else
                tooMany = middle;
        }

        return fit;
    }

    private int Add(int start)
    {
        var end = encoding?.EndOfPiece(text, start) ?? PieceSplitter.O200k.End(text.AsSpan(0, Math.Min(text.Length, start + LongPiece)), start);
        var tokens = end - start > LongPiece ? int.MaxValue : Tokens(start, end);
        if (tokens <= MaxTokensOfPiece)
        {
            Add(end, tokens);
            return end;
        }

        cut.Add((start, end));
        while (start < end)
        {
            var next = CutBefore(start, Math.Min(end, start + UnitsOfCutPiece), end);
            Add(next, Tokens(start, next));
            start = next;
        }

        return end;
    }

    private void Add(int end, int tokens)
    {
        totals.Add((totals.Count == 0 ? 0 : totals[^1]) + tokens);
        ends.Add(end);
    }

    private int Tokens(int start, int end) =>
        encoding?.CountPiece(text.AsSpan(start, end - start)) ?? TokenEstimate.Count(text.AsSpan(start, end - start));

    // Not within a surrogate pair, and if it can be helped not between a letter and its marks.
    private int CutBefore(int start, int at, int end)
    {
        var best = at;
        while (best < end && best > start + 1 && BelongsToPrevious(best))
            best--;
        if (best <= start + 1)
            best = at;
        return best < end && best > start + 1 && char.IsLowSurrogate(text[best]) && char.IsHighSurrogate(text[best - 1]) ? best - 1 : best;
    }

    private bool BelongsToPrevious(int at) =>
        (char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1])) || text[at] == '\u200D' || text[at - 1] == '\u200D'
        || CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    private int CountPiece(ReadOnlySpan<char> span, ref int position)
    {
        var end = encoding!.EndOfPiece(span, position);
        var count = encoding.CountPiece(span[position..end]);
        position = end;
        return count;
    }

    private int StartOf(int piece) => piece == 0 ? 0 : ends[piece - 1];

    private int TotalBefore(int piece) => piece == 0 ? 0 : totals[piece - 1];

    // The piece that this unit of the text is in.
    private int IndexBehind(int position) => Math.Min(UpperBound(ends, position), ends.Count - 1);

    private bool TouchesCut(int start, int end)
    {
        if (cut.Count == 0)
            return false;
        var (low, high) = (0, cut.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (cut[middle].End > start)
                high = middle;
            else
                low = middle + 1;
        }

        return low < cut.Count && cut[low].Start < end;
    }

    // The index of the first value above that one.
    private static int UpperBound(List<int> values, int value)
    {
        var (low, high) = (0, values.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (values[middle] > value)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
