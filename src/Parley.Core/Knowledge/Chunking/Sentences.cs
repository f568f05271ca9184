using System.Buffers;
using System.Collections.Frozen;

namespace Parley.Knowledge.Chunking;

/// <summary>
/// Finds where sentences end, by their punctuation: not after abbreviations, initials and numbers of things, not within a number, and
/// behind closing quotes and brackets. An empty line ends a sentence too. Of languages written without spaces, the full stops are known.
/// </summary>
internal static class Sentences
{
    // Without the point, in lower case; those of English, German, French, Spanish, Italian, Dutch and Portuguese that stand within sentences.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Abbreviations = (
        "mr mrs ms dr prof st sr jr rev gen col capt lt sgt hon gov pres no nos vol pp p fig figs eq eqs sec ch cf vs viz al ed eds approx ca est dept univ inc ltd co corp "
        + "e.g i.e a.m p.m u.s u.k jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun "
        + "z.b d.h u.a o.ä bzw ggf evtl usw nr abs art hr fr str vgl inkl zzgl bspw sog z.t i.d.r m.e "
        + "mme mlle m p.ex env av sra srta d.ª ud uds pág núm ej sig dott avv ing sigg es pag mevr dhr bijv enz o.a m.b.t exmo exma")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private const int LongestAbbreviation = 12;

    private static readonly SearchValues<char> Marks = SearchValues.Create(".!?\n\u2026\u3002\uFF01\uFF1F\u0964\u061F");

    /// <summary>Where each sentence ends, behind its last character, in order; the last is the end of the text.</summary>
    public static List<int> Ends(string text)
    {
        var ends = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            var found = text.AsSpan(at).IndexOfAny(Marks);
            if (found < 0)
                break;
            at += found;
            var end = text[at] == '\n' ? EmptyLine(text, at) : End(text, at);
            if (end > at && (ends.Count == 0 || end > ends[^1]))
                ends.Add(end);
            at = Math.Max(at + 1, end);
        }

        if (ends.Count == 0 || ends[^1] < text.Length)
            ends.Add(text.Length);
        return ends;
    }

    /// <summary>The last end of a sentence behind <paramref name="low"/> and not behind <paramref name="limit"/>; -1 when there is none.</summary>
    public static int LastEnd(string text, int low, int limit)
    {
        for (var at = limit; at > low;)
        {
            var found = text.AsSpan(low, at - low).LastIndexOfAny(Marks);
            if (found < 0)
                return -1;
            at = low + found;
            var end = text[at] == '\n' ? EmptyLine(text, at) : End(text, at);
            if (end > low && end <= limit)
                return end;
        }

        return -1;
    }

    // Behind a stop and what closes with it; -1 when the sentence goes on.
    private static int End(string text, int stop)
    {
        var end = stop + 1;
        while (end < text.Length && text[end] is '.' or '!' or '?' or '\u2026' or '\u3002' or '\uFF01' or '\uFF1F')
            end++;
        while (end < text.Length && IsCloser(text[end]))
            end++;
        if (end == text.Length || text[stop] >= '\u3002')
            return end;
        if (!char.IsWhiteSpace(text[end]))
            return -1;
        return text[stop] == '.' && GoesOn(text, stop, end) ? -1 : end;
    }

    private static bool GoesOn(string text, int stop, int end)
    {
        // 1. What comes next begins no sentence.
        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]) && next < end + 100)
            next++;
        if (next < text.Length && (char.IsLower(text[next]) || text[next] is ',' or ';' or ':' or ')'))
            return true;

        // 2. The word before is an abbreviation, an initial ("J. Smith") or the number of an item ("1. First").
        var start = stop;
        while (start > 0 && start > stop - LongestAbbreviation && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or 'ª'))
            start--;
        var word = text.AsSpan(start, stop - start);
        if (word.IsEmpty || word.Length == LongestAbbreviation)
            return false;
        var beginsLine = start == 0 || text[start - 1] == '\n';
        return Abbreviations.Contains(word) || (word.Length == 1 && char.IsUpper(word[0])) || (beginsLine && word.Length <= 3 && word.IndexOfAnyExceptInRange('0', '9') < 0);
    }

    // Where the line before an empty one ends; -1 when the next line has text.
    private static int EmptyLine(string text, int newLine)
    {
        var next = newLine + 1;
        while (next < text.Length && text[next] is ' ' or '\t')
            next++;
        return next >= text.Length || text[next] == '\n' ? newLine + 1 : -1;
    }

    private static bool IsCloser(char unit) => unit is '"' or '\'' or ')' or ']' or '}' or '\u201D' or '\u2019' or '\u00BB' or '\u201C' or '\u300D' or '\u300F' or '\uFF09';
}
