namespace Parley.Knowledge.Retrieval.Stages;

/// <summary>Lets old documents count less: half after each half-life.</summary>
internal static class Recency
{
    public static List<Candidate> Apply(SearchRun run, List<Candidate> candidates, DateTime now)
    {
        if (run.Plan.HalfLifeDays <= 0)
        {
            return candidates;
        }

        using var stage = run.Stages.Begin("recency");
        foreach (var candidate in candidates)
        {
            var days = Math.Max(0, (now - candidate.Date).TotalDays);
            var factor = Math.Pow(0.5, days / run.Plan.HalfLifeDays);
            candidate.Score *= factor;
            candidate.Scores = candidate.Scores with { Recency = factor };
        }

        stage.Count = candidates.Count;
        return [.. candidates.OrderByDescending(candidate => candidate.Score)];
    }
}
