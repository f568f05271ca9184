using Parley.Knowledge.Retrieval.Ranking;

namespace Parley.Knowledge.Retrieval.Stages;

/// <summary>
/// Picks passages that fit and do not repeat those picked before: maximal marginal relevance (Carbonell and Goldstein, 1998) on
/// the runs of words they share, so that only what is said twice counts as said, not what is about the same.
/// </summary>
internal static class Diversity
{
    // Picking looks at every pair of passages.
    private const int MostCompared = 200;

    public static List<Candidate> Pick(SearchRun run, List<Candidate> candidates, int count)
    {
        var diversity = run.Plan.Diversity;
        if (diversity <= 0 || candidates.Count < 2)
        {
            return candidates[..Math.Min(count, candidates.Count)];
        }

        using var stage = run.Stages.Begin("diversity");
        var left = candidates.Take(MostCompared).Select(candidate => new Choice(candidate)).ToList();
        var picked = new List<Candidate>(count);
        while (picked.Count < count && left.Count > 0)
        {
            var best = left.MaxBy(choice => ((1 - diversity) * choice.Candidate.Score) - (diversity * choice.Repeats))!;
            left.Remove(best);
            picked.Add(best.Candidate);
            foreach (var other in left)
            {
                other.Repeats = Math.Max(other.Repeats, best.Shingles.ShareOf(other.Shingles));
            }
        }

        stage.Count = picked.Count;
        return picked;
    }

    private sealed class Choice(Candidate candidate)
    {
        public Candidate Candidate => candidate;

        public Shingles Shingles { get; } = new(candidate.Text);

        /// <summary>How much of it was picked already, in one other passage; 0 to 1.</summary>
        public double Repeats { get; set; }
    }
}
