using Parley.Knowledge.Keywords;
using Parley.Knowledge.Keywords.Analysis;
using Parley.Knowledge.Retrieval.Ranking;

namespace Parley.Knowledge.Retrieval.Stages;

/// <summary>
/// Puts the best in order anew by how their words stand: together, in the order of the query, in the title. Costs no model. The
/// weights were tuned on other sets than those it is measured on, see docs/concepts/retrieval.md.
/// </summary>
internal sealed class LexicalReranker(IKeywordIndex index)
{
    private const double Base = 1;
    private const double Coverage = 0.2;
    private const double Window = 0.4;
    private const double Pairs = 0.5;
    private const double Title = 0.6;
    private const double Grams = 0.3;
    private const double All = Base + Coverage + Window + Pairs + Title + Grams;

    public async Task<List<Candidate>> RerankAsync(
        SearchRun run, string query, List<Candidate> candidates, int depth, CancellationToken cancellationToken)
    {
        using var stage = run.Stages.Begin("rerank");
        var terms = Terms.Of(query).Select(term => term.Text).Distinct().ToArray();
        var weighed = new WeighedQuery(query, await index.WeighAsync(run.CollectionIds, terms, cancellationToken));
        var best = candidates[..Math.Min(depth, candidates.Count)];
        var grams = CharGrams.Cosines(query, [.. best.Select(candidate => $"{candidate.Heading}\n{candidate.Text}")]);
        for (var i = 0; i < best.Count; i++)
        {
            var features = LexicalFeatures.Of(weighed, best[i].Heading, best[i].Text);
            best[i].Score = ((Base * best[i].Score) + (Coverage * features.Coverage) + (Window * features.Window)
                + (Pairs * features.Pairs) + (Title * features.Title) + (Grams * grams[i])) / All;
            best[i].Scores = best[i].Scores with { Reranked = best[i].Score };
        }

        stage.Count = best.Count;
        return Ranks.Reordered(candidates, best);
    }
}
