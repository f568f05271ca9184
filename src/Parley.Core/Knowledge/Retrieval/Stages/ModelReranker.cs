namespace Parley.Knowledge.Retrieval.Stages;

/// <summary>Has a cross-encoder put the best in order anew, where one is configured.</summary>
internal sealed class ModelReranker(IEnumerable<IPassageScorer> scorers)
{
    private readonly IPassageScorer? _scorer = scorers.LastOrDefault();

    public async Task<List<Candidate>> RerankAsync(
        SearchRun run, string query, List<Candidate> candidates, int depth, CancellationToken cancellationToken)
    {
        if (_scorer is not { IsConfigured: true } || candidates.Count == 0)
        {
            return candidates;
        }

        using var stage = run.Stages.Begin("cross_encoder");
        var best = candidates[..Math.Min(depth, candidates.Count)];
        var scores = await _scorer.ScoreAsync(query, [.. best.Select(candidate => $"{candidate.Heading}\n{candidate.Text}")], run.Caller, cancellationToken);
        if (scores is null)
        {
            stage.Note = "The model for reranking did not answer; the order before it holds.";
            return candidates;
        }

        for (var i = 0; i < best.Count; i++)
        {
            best[i].Score = Math.Clamp(scores[i], 0, 1);
            best[i].Scores = best[i].Scores with { Reranked = best[i].Score };
        }

        stage.Count = best.Count;
        return Ranks.Reordered(candidates, best);
    }
}
