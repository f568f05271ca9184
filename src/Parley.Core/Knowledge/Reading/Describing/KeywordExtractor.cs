namespace Parley.Knowledge.Reading.Describing;

/// <summary>
/// The most telling words of a text, for a file that names no keywords: frequent, not among the small words of any language,
/// longer rather than shorter, and best in a heading. There is no other text to compare with, so they are a hint and no more.
/// </summary>
internal static class KeywordExtractor
{
    private const int Sample = 200_000;
    private const int Most = 8;
    private const int FewestLetters = 4;
    private const int FewestTimes = 2;

    public static IReadOnlyList<string> Extract(DocumentText document)
    {
        var counts = Words.Count(document.Text.AsSpan(0, Math.Min(document.Text.Length, Sample)));
        var headings = Words.Count(string.Join(' ', document.Sections.Take(200).Select(section => section.Title)));
        return [.. counts
            .Where(word => word.Key.Length >= FewestLetters && word.Value >= FewestTimes && IsSegmented(word.Key) && !StopWords.All.Contains(word.Key))
            .OrderByDescending(word => word.Value * Math.Log(word.Key.Length) * (headings.ContainsKey(word.Key) ? 3 : 1))
            .ThenBy(word => word.Key, StringComparer.Ordinal)
            .Take(Most)
            .Select(word => word.Key.ToLowerInvariant())];
    }

    // A run of letters of a script without spaces is no word.
    private static bool IsSegmented(string word) => word[0] < '\u2E80' && word[0] is not (>= '\u0E00' and <= '\u0EFF');
}
