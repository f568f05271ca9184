using System.Buffers;
using System.Collections.Frozen;

namespace Parley.Models.Offline.Text;

/// <summary>Cuts a paragraph into sentences. Every character is looked at once or twice, whatever it is.</summary>
internal static class SentenceSplitter
{
    // A "sentence" longer than this is cut at a space: nobody wants it quoted, and ranking it costs.
    private const int MaxLength = 480;

    private static readonly FrozenSet<string> Abbreviations = WordSet.Of("""
        mr mrs ms dr prof st no nr vs etc e.g i.e fig approx dept inc ltd co a.m p.m z.b d.h bzw ca usw u.a art abs str tel
        jan feb mar apr jun jul aug sep sept oct nov dec okt dez
        """);

    // What may stand between the end of a sentence and the next space.
    private static readonly SearchValues<char> Closers = SearchValues.Create("\"'”’“«»)].!?*_");

    public static IEnumerable<string> Split(string paragraph)
    {
        var start = 0;
        for (var i = 0; i < paragraph.Length; i++)
        {
            var end = EndsSentence(paragraph, i) ? SkipClosers(paragraph, i + 1)
                : i - start >= MaxLength ? LastSpace(paragraph, start, i)
                : -1;
            if (end < 0)
                continue;
            if (paragraph[start..end].Trim() is { Length: > 0 } sentence)
                yield return sentence;
            start = end;
            i = Math.Max(i, end - 1);
        }

        if (paragraph[start..].Trim() is { Length: > 0 } rest)
            yield return rest;
    }

    private static bool EndsSentence(string text, int i)
    {
        if (text[i] is '。' or '！' or '？')
            return true;
        if (text[i] is not ('.' or '!' or '?' or '…'))
            return false;

        var next = SkipClosers(text, i + 1);
        if (next == text.Length)
            return true;
        if (!char.IsWhiteSpace(text[next]))
            return false;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        return next == text.Length || text[i] != '.' || (!char.IsLower(text[next]) && !IsAbbreviation(text, i));
    }

    private static bool IsAbbreviation(string text, int stop)
    {
        var start = stop;
        while (start > 0 && stop - start < 8 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
            start--;
        var word = text[start..stop];
        return word.Length switch
        {
            0 => false,
            // An initial; and in German the ordinal of a day: "am 24. Dezember", also at the beginning of a list item.
            1 => char.IsUpper(word[0]) || char.IsAsciiDigit(word[0]),
            2 when char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[1]) => Months.Begins(text.AsSpan(stop + 1)),
            _ => Abbreviations.Contains(word.ToLowerInvariant()),
        };
    }

    private static int SkipClosers(string text, int i)
    {
        var rest = text.AsSpan(i).IndexOfAnyExcept(Closers);
        return rest < 0 ? text.Length : i + rest;
    }

    // Not between the halves of a surrogate pair, where there is no space at all.
    private static int LastSpace(string text, int start, int end)
    {
        var space = text.LastIndexOf(' ', end, end - start);
        if (space > start)
            return space;
        return char.IsLowSurrogate(text[end]) ? end + 1 : end;
    }
}
