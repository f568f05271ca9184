namespace Parley.Knowledge.Retrieval.Ranking;

/// <summary>What the words of a passage say about how well it fits a query; each 0 to 1.</summary>
/// <param name="Coverage">How much of the query's weight stands in the passage.</param>
/// <param name="Window">How much stands together, within <see cref="WindowWords"/> words.</param>
/// <param name="Pairs">How much of what stands side by side in the query does so in the passage.</param>
/// <param name="Title">How much stands in the title.</param>
internal readonly record struct LexicalFeatures(double Coverage, double Window, double Pairs, double Title)
{
    public const int WindowWords = 24;

    public static LexicalFeatures Of(WeighedQuery query, string title, string text)
    {
        if (query.TotalWeight == 0)
        {
            return default;
        }

        var inTitle = query.Occurrences(title);
        var inText = query.Occurrences(text);
        return new LexicalFeatures(
            query.Coverage(inText.Concat(inTitle)), BestWindow(query, inText), AdjacentPairs(query, inText), query.Coverage(inTitle));
    }

    private static double BestWindow(WeighedQuery query, List<(int Term, int Position)> occurrences)
    {
        double best = 0;
        double current = 0;
        var counts = new int[query.Weights.Length];
        for (int first = 0, next = 0; next < occurrences.Count; next++)
        {
            while (occurrences[next].Position - occurrences[first].Position >= WindowWords)
            {
                var gone = occurrences[first++].Term;
                current -= --counts[gone] == 0 ? query.Weights[gone] : 0;
            }

            var term = occurrences[next].Term;
            current += counts[term]++ == 0 ? query.Weights[term] : 0;
            best = Math.Max(best, current);
        }

        return best / query.TotalWeight;
    }

    private static double AdjacentPairs(WeighedQuery query, List<(int Term, int Position)> occurrences)
    {
        double all = 0;
        double met = 0;
        for (var i = 1; i < query.Sequence.Count; i++)
        {
            var (first, second) = (query.Sequence[i - 1].Term, query.Sequence[i].Term);
            var weight = query.Weights[first] + query.Weights[second];
            all += weight;
            met += StandTogether(occurrences, first, second) ? weight : 0;
        }

        return all == 0 ? 0 : met / all;
    }

    // In either order, with at most one word between: "speed of light" meets "light speed".
    private static bool StandTogether(List<(int Term, int Position)> occurrences, int first, int second)
    {
        for (var i = 0; i < occurrences.Count; i++)
        {
            for (var j = i + 1; j < occurrences.Count && occurrences[j].Position - occurrences[i].Position <= 2; j++)
            {
                if ((occurrences[i].Term == first && occurrences[j].Term == second)
                    || (occurrences[i].Term == second && occurrences[j].Term == first))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
