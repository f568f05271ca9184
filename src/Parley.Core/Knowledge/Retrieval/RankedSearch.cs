using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Knowledge.Retrieval.Ranking;
using Parley.Knowledge.Retrieval.Stages;

namespace Parley.Knowledge.Retrieval;

/// <summary>From a query to passages in order: hits, fused, read, put in order anew. What the strategies are made of.</summary>
internal sealed class RankedSearch(
    HitSearch hits, QueryExpansions expansions, LexicalReranker lexical, ModelReranker model, IOptions<RetrievalOptions> options)
{
    /// <param name="db">Of the caller.</param>
    /// <returns>The passages, the best first, and the queries that were searched for besides.</returns>
    public async Task<(List<Candidate> Candidates, IReadOnlyList<string> Further)> SearchAsync(
        SearchRun run, ParleyDbContext db, string query, CancellationToken cancellationToken)
    {
        var found = await hits.SearchAsync(run, query, options.Value, cancellationToken);
        IReadOnlyList<string> further = [];
        if (run.Plan.Expansion is QueryExpansion.Rewrite or QueryExpansion.MultiQuery)
        {
            further = await expansions.AskModelAsync(run, query, options.Value, cancellationToken);
            found = await SearchAlsoAsync(run, found, further, cancellationToken);
        }
        else if (run.Plan.Expansion is QueryExpansion.Feedback)
        {
            var first = await PassageLoader.LoadAsync(run, db, [.. found.Take(10)], cancellationToken);
            var expanded = await expansions.FeedBackAsync(run, query, first, options.Value.FeedbackTerms, cancellationToken);
            further = expanded == query ? [] : [expanded];
            found = await SearchAlsoAsync(run, found, further, cancellationToken);
        }

        return (await RankAsync(run, db, query, found, cancellationToken), further);
    }

    /// <summary>Searches for further queries, and fuses what each finds with what was found.</summary>
    public async Task<IReadOnlyList<Hit>> SearchAlsoAsync(
        SearchRun run, IReadOnlyList<Hit> found, IReadOnlyList<string> queries, CancellationToken cancellationToken)
    {
        if (queries.Count == 0)
        {
            return found;
        }

        var lists = new List<IReadOnlyList<Hit>> { found };
        foreach (var query in queries)
        {
            lists.Add(await hits.SearchAsync(run, query, options.Value, cancellationToken));
        }

        return Hits.Fuse(lists, options.Value.RrfK);
    }

    /// <summary>Reads the passages of hits and puts them in order for a query.</summary>
    public async Task<List<Candidate>> RankAsync(
        SearchRun run, ParleyDbContext db, string query, IReadOnlyList<Hit> found, CancellationToken cancellationToken)
    {
        var wanted = Math.Max(run.Plan.Reranking ? options.Value.RerankDepth : 0, run.Plan.Top * 2);
        var candidates = await PassageLoader.LoadAsync(run, db, [.. found.Take(wanted)], cancellationToken);
        if (!run.Plan.Reranking)
        {
            return candidates;
        }

        candidates = await lexical.RerankAsync(run, query, candidates, options.Value.RerankDepth, cancellationToken);
        return await model.RerankAsync(run, query, candidates, options.Value.RerankDepth, cancellationToken);
    }
}
