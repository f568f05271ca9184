namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>Finds what words were meant to be, in what these collections have and nothing else.</summary>
internal static class IndexSpelling
{
    public static IReadOnlyDictionary<string, string> Correct(IReadOnlyList<LiveSegment> segments, IReadOnlyList<string> words)
    {
        var statistics = new IndexStatistics(segments);
        var corrections = new Dictionary<string, string>();
        foreach (var word in words.Distinct())
        {
            if (Correct(statistics, word) is { } correction)
            {
                corrections.Add(word, correction);
            }
        }

        return corrections;
    }

    private static string? Correct(IndexStatistics statistics, string word)
    {
        if (!WordSpelling.MayBeWrong(word) || WordSpelling.TermsOf(word).Any(term => statistics.PassagesWith(term) > 0))
        {
            return null;
        }

        string? best = null;
        long most = 0;
        foreach (var candidate in WordSpelling.NeighboursOf(word))
        {
            var count = statistics.DocumentsWith(candidate.Span);
            if (count > most || (count == most && count > 0 && candidate.Span.CompareTo(best, StringComparison.Ordinal) < 0))
            {
                most = count;
                best = candidate.ToString();
            }
        }

        return best;
    }
}
