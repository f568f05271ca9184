using System.Buffers;
using System.Text.RegularExpressions;

namespace Parley.Models.Offline.Text;

/// <summary>Dates, numbers, names, addresses and links in a text, in order.</summary>
internal static class Findings
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Month =
        "(january|february|march|april|may|june|july|august|september|october|november|december"
        + "|januar|februar|märz|mai|juni|juli|oktober|dezember|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|okt|dez)";

    // 2026-12-24, 24.12.2026, 24/12/26; 24 December 2026; December 24, 2026; December 2026.
    private static readonly Regex DatePattern = new(
        @"\b(\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.(\d{4}|\d{2})?|\d{1,2}/\d{1,2}/\d{2,4}"
        + $@"|\d{{1,2}}(st|nd|rd|th|\.)? (of )?{Month}\b\.?( \d{{4}}\b)?"
        + $@"|{Month}\b\.? \d{{1,2}}(st|nd|rd|th)?\b(,? \d{{4}}\b)?"
        + $@"|{Month} \d{{4}}\b)", Options);

    private static readonly Regex EmailPattern = new(@"\b[a-z0-9._%+\-]{1,64}@[a-z0-9\-]{1,63}(\.[a-z0-9\-]{1,63}){1,5}\b", Options);

    private static readonly Regex LinkPattern = new(@"\b(https?://|www\.)[^\s<>""'\])}]+", Options);

    private static readonly Regex NumberPattern = new(@"([$€£]\s?)?\b\d+([.,:]\d+)*(\s?%|\s?[€$£])?", Options);

    private static readonly SearchValues<char> SentenceBreaks = SearchValues.Create(".!?:\n•-*#>|\"“");

    public static IEnumerable<string> Dates(string text) => DatePattern.Matches(text).Select(match => match.Value.TrimEnd(' ', ','))
        .Select(date => date.AsSpan().ContainsAnyInRange('a', 'z') ? date.TrimEnd('.') : date);

    public static IEnumerable<string> Emails(string text) => EmailPattern.Matches(text).Select(match => match.Value.TrimEnd('.'));

    public static IEnumerable<string> Links(string text) => LinkPattern.Matches(text)
        .Select(match => match.Value.TrimEnd('.', ',', ';', ':', '!', '?'));

    public static IEnumerable<string> Numbers(string text) => NumberPattern.Matches(text).Select(match => match.Value.Trim());

    /// <summary>Runs of capitalised words. One that begins a sentence counts only together with a second.</summary>
    public static IEnumerable<string> Names(string text)
    {
        // German writes every noun with a capital, so there a single word says nothing.
        var shortest = Languages.Detect(text) == Language.German ? 2 : 1;
        var run = new List<Word>();
        var runBeginsSentence = false;
        var previousEnd = 0;
        foreach (var word in WordReader.Read(text, Language.Other))
        {
            var isNext = word.Start == previousEnd + 1 && text[previousEnd] == ' ';
            if (!isNext || !IsNamePart(text, word))
            {
                if (IsName(run, runBeginsSentence, shortest))
                    yield return text[run[0].Start..run[^1].End];
                run.Clear();
            }

            if (IsNamePart(text, word))
            {
                if (run.Count == 0)
                    runBeginsSentence = previousEnd == 0 || text.AsSpan(previousEnd, word.Start - previousEnd).ContainsAny(SentenceBreaks);
                run.Add(word);
            }

            previousEnd = word.End;
        }

        if (IsName(run, runBeginsSentence, shortest))
            yield return text[run[0].Start..run[^1].End];
    }

    private static bool IsName(List<Word> run, bool beginsSentence, int shortest) =>
        run.Count is > 0 and <= 5
        && run.Count >= (beginsSentence ? Math.Max(2, shortest) : shortest)
        && !(run.Count == 1 && Months.Contains(run[0].Folded));

    private static bool IsNamePart(string text, Word word)
    {
        if (!word.IsCapitalised || !word.IsContent || word.Length < 2 || word.HasDigit)
            return false;
        var isShouted = text.AsSpan(word.Start, word.Length).IndexOfAnyInRange('a', 'z') < 0;
        return !isShouted && !Months.IsUnmistakable(word.Folded) && !Months.IsWeekday(word.Folded);
    }
}
