using Parley.Models.Tokens;

namespace Parley.Knowledge.Retrieval.Stages;

/// <summary>Makes one passage of those that touch or overlap in their document, so that nothing is said twice or cut in the middle.</summary>
internal static class Neighbours
{
    /// <param name="maxTokens">No passage becomes longer; one that is so already stays as it is.</param>
    public static List<Candidate> Merge(SearchRun run, List<Candidate> candidates, TokenCounter tokens, int maxTokens)
    {
        if (!run.Plan.MergeNeighbours || candidates.Count < 2)
        {
            return candidates;
        }

        using var stage = run.Stages.Begin("neighbours");
        var merged = new List<Candidate>();
        foreach (var document in candidates.GroupBy(candidate => candidate.DocumentId))
        {
            var ordered = document.OrderBy(candidate => candidate.Start).ThenBy(candidate => candidate.End).ToList();
            var open = ordered[0];
            foreach (var next in ordered.Skip(1))
            {
                if (next.Start <= open.End && Join(open, next) is var joined && (joined.End == open.End || tokens.Count(joined.Text) <= maxTokens))
                {
                    open = joined;
                }
                else
                {
                    merged.Add(open);
                    open = next;
                }
            }

            merged.Add(open);
        }

        stage.Count = merged.Count;
        return [.. merged.OrderByDescending(candidate => candidate.Score)];
    }

    private static Candidate Join(Candidate first, Candidate second)
    {
        var text = second.End > first.End ? first.Text + second.Text[(first.End - second.Start)..] : first.Text;
        return first.Extend(text, Math.Max(first.End, second.End), second);
    }
}
