namespace Parley.Knowledge.Evaluation;

/// <summary>How good the first ten of a list are, each 0 to 1.</summary>
/// <param name="Precision">How many of the ten are relevant.</param>
/// <param name="Recall">How many of the relevant ones are among the ten.</param>
/// <param name="Ndcg">
/// How much of what could be gained is, with later places counting less: Järvelin and Kekäläinen, 2002, with gains 2^score − 1 and
/// discounts log2(rank + 1).
/// </param>
/// <param name="Mrr">One over the place of the first relevant one.</param>
public readonly record struct RankingMeasures(double Precision, double Recall, double Ndcg, double Mrr)
{
    public const int Depth = 10;

    /// <param name="ranked">The best first; only the first ten count.</param>
    /// <param name="relevant">At least one.</param>
    public static RankingMeasures Of(IReadOnlyList<string> ranked, IReadOnlyDictionary<string, int> relevant)
    {
        double gain = 0;
        double first = 0;
        var found = 0;
        for (var i = 0; i < ranked.Count && i < Depth; i++)
        {
            if (relevant.TryGetValue(ranked[i], out var score) && score > 0)
            {
                gain += Gain(score, i);
                found++;
                first = first > 0 ? first : 1.0 / (i + 1);
            }
        }

        var ideal = relevant.Values.OrderDescending().Take(Depth).Select(Gain).Sum();
        return new RankingMeasures((double)found / Depth, (double)found / relevant.Count, ideal > 0 ? gain / ideal : 0, first);
    }

    public static RankingMeasures Mean(IReadOnlyCollection<RankingMeasures> all) => all.Count == 0
        ? default
        : new RankingMeasures(all.Average(m => m.Precision), all.Average(m => m.Recall), all.Average(m => m.Ndcg), all.Average(m => m.Mrr));

    private static double Gain(int score, int place) => (Math.Pow(2, score) - 1) / Math.Log2(place + 2);
}
