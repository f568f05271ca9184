using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Keywords.Analysis;

namespace Parley.Knowledge.Retrieval.Strategies;

/// <summary>
/// Follows the names and identifiers that stand beside what was found to passages that speak of them elsewhere: one step over the graph
/// whose edges are "stand in one passage", which needs no more than the index.
/// </summary>
internal sealed class GraphSearch(RankedSearch search, IKeywordIndex index, IOptions<RetrievalOptions> options)
{
    private const int PassagesFollowed = 8;

    public async Task<StrategyResult> SearchAsync(SearchRun run, ParleyDbContext db, string query, CancellationToken cancellationToken)
    {
        var (found, further) = await search.SearchAsync(run, db, query, cancellationToken);
        var names = await NamesAsync(run, query, found, cancellationToken);
        if (names.Count == 0)
        {
            return new StrategyResult(found, further);
        }

        var queries = names.Select(name => $"{name} {query}").ToList();
        var hits = await search.SearchAlsoAsync(run, [], queries, cancellationToken);
        var later = await search.RankAsync(run, db, $"{query} {string.Join(' ', names)}", hits, cancellationToken);
        return new StrategyResult(Rounds.Unite(found, later), [.. further, .. queries]);
    }

    // The more and the better passages a name stands in, and the rarer it is elsewhere, the more it has to do with the query.
    private async Task<List<string>> NamesAsync(SearchRun run, string query, List<Candidate> found, CancellationToken cancellationToken)
    {
        using var stage = run.Stages.Begin("entities");
        var asked = Terms.Of(query).Select(term => term.Text).ToHashSet();
        var names = found.Take(PassagesFollowed)
            .SelectMany(candidate => Entities.Of(candidate.Text).Select(name => (Name: name, candidate.Score)))
            .GroupBy(name => name.Name, StringComparer.OrdinalIgnoreCase)
            .Select(group => (Name: group.Key, Score: group.Sum(name => name.Score), Terms: Terms.Of(group.Key).Select(term => term.Text).ToList()))
            .Where(name => name.Terms.Count > 0 && !name.Terms.TrueForAll(asked.Contains))
            .ToList();
        var rarity = await index.WeighAsync(run.CollectionIds, [.. names.SelectMany(name => name.Terms).Distinct()], cancellationToken);
        var best = names.OrderByDescending(name => name.Score * name.Terms.Max(term => rarity.GetValueOrDefault(term)))
            .Take(options.Value.GraphEntities).Select(name => name.Name).ToList();
        stage.Count = best.Count;
        return best;
    }
}
