using System.Buffers;

namespace Parley.Knowledge.Citations.Answers;

/// <summary>Finds citation markers: <c>[1]</c>, <c>[1, 2]</c>, <c>[1-3]</c>, <c>[2: "…"]</c>.</summary>
internal static class MarkerReader
{
    // Sources are few: a longer number is a year, or a quantity.
    private const int MaxDigits = 3;
    private const int MaxRange = 20;
    private const int MaxNumbers = 50;
    private const int MaxQuote = 1_000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("\"“”„«»[");

    public static List<Marker> Read(string text, bool[] hidden, int most, out bool isComplete)
    {
        var markers = new List<Marker>();
        var count = 0;
        isComplete = true;
        for (var i = text.IndexOf('['); i >= 0; i = text.IndexOf('[', i))
        {
            if (hidden[i] || ReadAt(text, i) is not { } marker || IsPartOfLink(text, marker, markers))
            {
                i++;
            }
            else if ((count += marker.Numbers.Count) > most)
            {
                isComplete = false;
                break;
            }
            else
            {
                markers.Add(marker);
                i = marker.End;
            }

            if (i >= text.Length)
            {
                break;
            }
        }

        return markers;
    }

    // [1](https://…), [text][1], \[1]
    private static bool IsPartOfLink(string text, Marker marker, List<Marker> before) =>
        (marker.End < text.Length && text[marker.End] == '(')
        || (marker.Start > 0 && text[marker.Start - 1] is '\\' or '!' or '^')
        || (marker.Start > 0 && text[marker.Start - 1] == ']' && (before.Count == 0 || before[^1].End != marker.Start) && !EndsEllipsis(text, marker.Start));

    private static bool EndsEllipsis(string text, int at) =>
        text.AsSpan(0, at).EndsWith("[…]") || text.AsSpan(0, at).EndsWith("[...]");

    private static Marker? ReadAt(string text, int start)
    {
        var numbers = new List<int>();
        var i = start + 1;
        while (i < text.Length)
        {
            i = SkipSpaces(text, i);
            if (ReadNumber(text, ref i) is not { } number)
            {
                return null;
            }

            i = SkipSpaces(text, i);
            numbers.Add(number);
            if (i < text.Length && text[i] is '-' or '–')
            {
                i = SkipSpaces(text, i + 1);
                if (ReadNumber(text, ref i) is not { } last || last <= number || last - number > MaxRange)
                {
                    return null;
                }

                numbers.AddRange(Enumerable.Range(number + 1, last - number));
                i = SkipSpaces(text, i);
            }

            if (i >= text.Length || numbers.Count > MaxNumbers)
            {
                return null;
            }

            switch (text[i])
            {
                case ']':
                    return new(start, i + 1, numbers);
                case ',' or ';' when !IsThousands(text, i):
                    i++;
                    break;
                case ':' when numbers.Count == 1:
                    return ReadQuote(text, start, SkipSpaces(text, i + 1), numbers);
                default:
                    return null;
            }
        }

        return null;
    }

    private static Marker? ReadQuote(string text, int start, int open, List<int> numbers)
    {
        if (open >= text.Length || !QuoteMarks.Opens(text[open]))
        {
            return null;
        }

        // The bracket ends where a closing mark and it stand together; quotes may hold brackets and marks of their own.
        var limit = Math.Min(text.Length, open + MaxQuote);
        for (var i = open + 1; i < limit; i++)
        {
            var next = text.AsSpan(i, limit - i).IndexOfAny(Marks);
            if (next < 0)
            {
                break;
            }

            // Of brackets a quotation holds those of an ellipsis only: else each of many open ones would be read to its end.
            i += next;
            if (text[i] == '[' && i + 1 < text.Length && text[i + 1] is not ('…' or '.'))
            {
                break;
            }

            var close = QuoteMarks.Closes(text[open], text[i]) ? SkipSpaces(text, i + 1) : text.Length;
            if (close < text.Length && text[close] == ']')
            {
                return i > open + 1 ? new(start, close + 1, numbers, open + 1, i) : null;
            }
        }

        return null;
    }

    private static int? ReadNumber(string text, ref int i)
    {
        var begin = i;
        var value = 0;
        while (i < text.Length && char.IsAsciiDigit(text[i]) && i - begin <= MaxDigits)
        {
            value = (10 * value) + (text[i++] - '0');
        }

        return i - begin is > 0 and <= MaxDigits ? value : null;
    }

    // 1,250 is one number.
    private static bool IsThousands(string text, int comma) =>
        text.AsSpan(comma + 1) is [>= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', ..];

    private static int SkipSpaces(string text, int i)
    {
        while (i < text.Length && text[i] is ' ' or '\u00A0')
        {
            i++;
        }

        return i;
    }
}
