namespace Parley.Knowledge.Retrieval.Ranking;

/// <summary>Makes one order of hits by words and hits by meaning.</summary>
internal static class Fusion
{
    /// <summary>
    /// By scores: each list's are stretched so that its best is 1 and its last 0, and what a list does not have is 0 in it.
    /// </summary>
    /// <param name="weight">How much the second list counts, 0 to 1.</param>
    /// <returns>0 to 1, by id.</returns>
    public static Dictionary<Guid, double> Weighted(
        IReadOnlyList<(Guid Id, double Score)> first, IReadOnlyList<(Guid Id, double Score)> second, double weight)
    {
        // A list that found nothing leaves the whole say to the other.
        weight = second.Count == 0 ? 0 : first.Count == 0 ? 1 : weight;
        var fused = new Dictionary<Guid, double>();
        Add(fused, first, 1 - weight);
        Add(fused, second, weight);
        return fused;
    }

    /// <summary>By ranks: Cormack, Clarke, Büttcher, Reciprocal rank fusion outperforms Condorcet, 2009.</summary>
    /// <returns>0 to 1 by id: 1 for what is first in every list.</returns>
    public static Dictionary<Guid, double> Reciprocal(IReadOnlyList<IReadOnlyList<(Guid Id, double Score)>> lists, int k)
    {
        var fused = new Dictionary<Guid, double>();
        var filled = Math.Max(1, lists.Count(list => list.Count > 0));
        foreach (var list in lists)
        {
            for (var rank = 0; rank < list.Count; rank++)
            {
                fused[list[rank].Id] = fused.GetValueOrDefault(list[rank].Id) + ((k + 1.0) / (k + rank + 1) / filled);
            }
        }

        return fused;
    }

    private static void Add(Dictionary<Guid, double> fused, IReadOnlyList<(Guid Id, double Score)> hits, double weight)
    {
        if (hits.Count == 0)
        {
            return;
        }

        var least = hits.Min(hit => hit.Score);
        var range = hits.Max(hit => hit.Score) - least;
        foreach (var (id, score) in hits)
        {
            fused[id] = fused.GetValueOrDefault(id) + (weight * (range > 0 ? (score - least) / range : 1));
        }
    }
}
