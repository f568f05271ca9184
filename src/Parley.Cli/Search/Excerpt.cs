using System.Text.RegularExpressions;

namespace Parley.Cli.Search;

/// <summary>The part of a passage that is worth the room in a terminal: where most words of the query stand.</summary>
internal static partial class Excerpt
{
    /// <summary>How much of what stands before the first word is shown with it.</summary>
    private const int Lead = 120;

    public static string Of(string text, string query, int length)
    {
        text = text.Trim();
        if (text.Length <= length)
        {
            return text;
        }

        var stems = Words().Matches(query).Select(word => StemOf(word.Value)).ToHashSet();
        var hits = Words().Matches(text).Select(word => (Stem: StemOf(word.Value), word.Index)).Where(hit => stems.Contains(hit.Stem)).ToList();
        var best = hits.Count is 0 ? 0
            : hits.MaxBy(first => hits.Where(hit => hit.Index >= first.Index && hit.Index < first.Index + length - Lead).Select(hit => hit.Stem).Distinct().Count()).Index;
        var start = Math.Min(LineStart(text, best), text.Length - length);
        var end = start + length;
        start += start > 0 && char.IsLowSurrogate(text[start]) ? 1 : 0;
        end -= end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
        return (start > 0 ? "…" : "") + text[start..end] + (end < text.Length ? "…" : "");
    }

    // The beginning of a line not far before, or of a word.
    private static int LineStart(string text, int place)
    {
        var earliest = Math.Max(0, place - Lead);
        var before = text.AsSpan(earliest, place - earliest);
        return earliest is 0 ? 0
            : before.IndexOf('\n') is >= 0 and var line ? earliest + line + 1
            : before.IndexOf(' ') is >= 0 and var space ? earliest + space + 1 : place;
    }

    // Long words are the same with another ending: dredged and dredging.
    private static string StemOf(string word) => (word.Length > 5 ? word[..Math.Max(5, word.Length - 3)] : word).ToLowerInvariant();

    // Short words stand everywhere; numbers tell much.
    [GeneratedRegex(@"\p{L}*\p{N}[\p{L}\p{N}]*|\p{L}{4,}")]
    private static partial Regex Words();
}
