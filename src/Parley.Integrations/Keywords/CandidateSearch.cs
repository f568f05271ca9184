using Npgsql;
using Parley.Knowledge.Keywords;

namespace Parley.Integrations.Keywords;

/// <summary>
/// Finds the passages that may be the best, and puts them in order by BM25. Those with the query's rare terms are all looked at; those that have only
/// terms which too many passages have, as far as they have all of these, or else as many of them as it takes to find enough.
/// </summary>
internal sealed class CandidateSearch(NpgsqlConnection connection, KeywordQuery query, TermCounts counts, IReadOnlyList<QueryTerm> terms, int maxCandidates)
{
    public async Task<IReadOnlyList<KeywordHit>> RunAsync(CancellationToken cancellationToken)
    {
        var (rare, common) = Split();
        for (var kept = common.Count; ; kept--)
        {
            var hits = await AskAsync(rare, common[..kept], cancellationToken);
            if (hits.Count >= query.Top || kept <= 1)
            {
                return hits;
            }
        }
    }

    // Rare are as many, the rarest first, as have together no more passages than may be looked at.
    private (List<QueryTerm> Rare, List<QueryTerm> Common) Split()
    {
        var ordered = terms.OrderBy(term => counts.PassagesWith(term.Text)).ToList();
        var (taken, passages) = (0, 0L);
        while (taken < ordered.Count && (query.Filter?.Documents is not null || (passages += counts.PassagesWith(ordered[taken].Text)) <= maxCandidates))
        {
            taken++;
        }

        // No passage has a word in both of its ways, so that one of them stands for both.
        return (ordered[..taken], [.. ordered[taken..].Where(term => !term.IsPlain)]);
    }

    private async Task<IReadOnlyList<KeywordHit>> AskAsync(List<QueryTerm> rare, List<QueryTerm> common, CancellationToken cancellationToken)
    {
        var select = new NpgsqlBatchCommand();
        if (Candidates(select.Parameters, rare, common) is not { } candidates)
        {
            return [];
        }

        var weights = terms.ToDictionary(term => term.Text, term => term.Weight);
        var asked = counts.Found.Where(term => weights.ContainsKey(term.Text)).ToList();
        var collections = Add(select.Parameters, asked.Select(term => term.Collection).ToArray());
        var ids = Add(select.Parameters, asked.Select(term => term.Id).ToArray());
        var worth = Add(select.Parameters, asked.Select(term => weights[term.Text]).ToArray());
        var least = Add(select.Parameters, Bm25.K1 * (1.0 - Bm25.B));
        var byLength = Add(select.Parameters, Bm25.K1 * Bm25.B / counts.MeanLength);

        // The terms of a passage are in order, so that a search by halves finds how often it has one.
        select.CommandText = $"""
            SELECT f.chunk_id, s.score::real FROM ({candidates}) f
            JOIN (SELECT collection_id, array_agg(id) AS ids, array_agg(weight) AS weights
                FROM unnest({collections}, {ids}, {worth}) AS t (collection_id, id, weight) GROUP BY collection_id) a USING (collection_id)
            CROSS JOIN LATERAL (
                SELECT sum(w.weight * f.counts[w.at] / (f.counts[w.at] + {least} + {byLength} * f.length)) AS score
                FROM (SELECT t.id, t.weight, width_bucket(t.id, f.terms) AS at FROM unnest(a.ids, a.weights) AS t (id, weight)) w
                WHERE f.terms[w.at] = w.id) s
            ORDER BY s.score DESC, f.chunk_id LIMIT {Add(select.Parameters, query.Top)}
            """;

        // One batch is one transaction, so that the setting ends with it: the passages are few against all there are, and the planner cannot know.
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("SELECT set_config('enable_seqscan', 'off', true)"));
        batch.BatchCommands.Add(select);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var hits = new List<KeywordHit>();
        while (await reader.ReadAsync(cancellationToken))
        {
            hits.Add(new(reader.GetGuid(0), reader.GetFloat(1)));
        }

        return hits;
    }

    private string? Candidates(NpgsqlParameterCollection parameters, List<QueryTerm> rare, List<QueryTerm> common)
    {
        var found = counts.Found.ToLookup(term => term.Text);
        var (join, filter) = query.Filter is { } wanted ? DocumentCondition.Of(parameters, wanted) : ("", "");
        var limit = Add(parameters, maxCandidates);
        var parts = new List<string>();
        var anyOf = rare.SelectMany(term => found[term.Text]).Select(term => term.Id).ToArray();
        var hasAny = "";
        if (anyOf.Length > 0)
        {
            hasAny = $"p.terms && {Add(parameters, anyOf)}";
            parts.Add(Part(hasAny));
        }

        // A term is another one in each collection.
        var allOf = common.SelectMany(term => found[term.Text]).GroupBy(term => term.Collection).Where(collection => collection.Count() == common.Count)
            .Select(collection => $"p.terms @> {Add(parameters, collection.Select(term => term.Id).ToArray())}").ToList();
        if (allOf.Count > 0)
        {
            parts.Add(Part($"({string.Join(" OR ", allOf)})" + (hasAny.Length > 0 ? $" AND NOT {hasAny}" : "")));
        }

        return parts.Count == 0 ? null : string.Join(" UNION ALL ", parts);

        string Part(string condition) =>
            $"(SELECT p.collection_id, p.chunk_id, p.length, p.terms, p.counts FROM knowledge_keyword_passages p{join} WHERE {condition}{filter} LIMIT {limit})";
    }

    private static string Add<TValue>(NpgsqlParameterCollection parameters, TValue value) => KeywordConnection.Add(parameters, value);
}
