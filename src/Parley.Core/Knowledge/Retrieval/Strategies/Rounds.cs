namespace Parley.Knowledge.Retrieval.Strategies;

/// <summary>What several searches found, as one list.</summary>
internal static class Rounds
{
    // What a further search found answers another query than was asked.
    private const double LaterCount = 0.9;

    /// <summary>Each passage once, with the best of its scores; later finds count a little less.</summary>
    public static List<Candidate> Unite(List<Candidate> first, List<Candidate> later)
    {
        var known = first.Select(candidate => candidate.ChunkId).ToHashSet();
        foreach (var candidate in later.Where(candidate => !known.Contains(candidate.ChunkId)))
        {
            candidate.Score *= LaterCount;
            first.Add(candidate);
        }

        return [.. first.OrderByDescending(candidate => candidate.Score)];
    }
}
