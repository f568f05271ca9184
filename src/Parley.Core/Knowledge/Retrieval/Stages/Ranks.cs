namespace Parley.Knowledge.Retrieval.Stages;

/// <summary>What reranking stages have in common.</summary>
internal static class Ranks
{
    /// <summary>Those that have new scores, the best first, and then the others in their order, none above them.</summary>
    public static List<Candidate> Reordered(List<Candidate> all, List<Candidate> scored)
    {
        var ordered = scored.OrderByDescending(candidate => candidate.Score).ToList();
        var least = ordered.Count == 0 ? 1 : ordered[^1].Score;
        foreach (var candidate in all.Skip(scored.Count))
        {
            candidate.Score = Math.Min(least, candidate.Score);
            ordered.Add(candidate);
        }

        return ordered;
    }
}
