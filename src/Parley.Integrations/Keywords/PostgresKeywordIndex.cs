using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Parley.Data;
using Parley.Knowledge.Keywords;

namespace Parley.Integrations.Keywords;

/// <summary>
/// Words in tables of the installation's own PostgreSQL: passages are found by an inverted index (GIN) over the terms that Parley's own analysis
/// gives, and put in order by BM25. Whichever process searches or ingests brings the tables up to the rows first, one for all.
/// </summary>
internal sealed class PostgresKeywordIndex : IKeywordIndex, IDisposable
{
    /// <summary>How many unknown words of a query are corrected: each is looked for in some hundred spellings.</summary>
    private const int MostCorrected = 16;

    private readonly KeywordConnection _connections;
    private readonly IndexFollower _follower;
    private readonly KeywordIndexOptions _options;

    public PostgresKeywordIndex(
        IDatabase database, CollectionRows rows, IOptions<KeywordIndexOptions> options, TimeProvider clock, ILogger<PostgresKeywordIndex> logger)
    {
        _connections = new(database);
        _follower = new(_connections, rows, options, clock, logger);
        _options = options.Value;
    }

    public Task<IReadOnlyList<KeywordHit>> SearchAsync(KeywordQuery query, CancellationToken cancellationToken) =>
        OnCurrentAsync<IReadOnlyList<KeywordHit>>(query.Collections, [], async (connection, states) =>
        {
            var counts = await TermCounts.ReadAsync(connection, states, QueryTerm.TextsOf(query.Text), cancellationToken);
            var terms = QueryTerm.Of(query.Text, counts.Passages, counts.PassagesWith);
            return terms.Count == 0 ? [] : await new CandidateSearch(connection, query, counts, terms, _options.MaxCandidates).RunAsync(cancellationToken);
        }, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> CorrectAsync(IReadOnlyList<Guid> collections, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var none = new Dictionary<string, string>();
        var doubtful = words.Distinct().Where(WordSpelling.MayBeWrong).ToList();
        return doubtful.Count == 0 ? Task.FromResult<IReadOnlyDictionary<string, string>>(none) : OnCurrentAsync<IReadOnlyDictionary<string, string>>(collections, none, async (connection, states) =>
        {
            var known = await TermCounts.ReadAsync(connection, states, doubtful.SelectMany(WordSpelling.TermsOf), cancellationToken);
            var unknown = doubtful.Where(word => !WordSpelling.TermsOf(word).Any(term => known.PassagesWith(term) > 0)).Take(MostCorrected)
                .ToDictionary(word => word, word => WordSpelling.NeighboursOf(word).Select(neighbour => neighbour.ToString()).ToHashSet());
            if (unknown.Count == 0)
            {
                return none;
            }

            var there = await TermCounts.ReadAsync(connection, states, unknown.Values.SelectMany(neighbours => neighbours), cancellationToken);
            return unknown
                .Select(word => (Word: word.Key, Best: word.Value.Where(neighbour => there.DocumentsWith(neighbour) > 0)
                    .OrderByDescending(there.DocumentsWith).ThenBy(neighbour => neighbour, StringComparer.Ordinal).FirstOrDefault()))
                .Where(word => word.Best is not null)
                .ToDictionary(word => word.Word, word => word.Best!);
        }, cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, double>> WeighAsync(IReadOnlyList<Guid> collections, IReadOnlyList<string> terms, CancellationToken cancellationToken) =>
        OnCurrentAsync<IReadOnlyDictionary<string, double>>(collections, new Dictionary<string, double>(), async (connection, states) =>
        {
            var counts = await TermCounts.ReadAsync(connection, states, terms, cancellationToken);
            return terms.Distinct().Where(term => counts.PassagesWith(term) > 0).ToDictionary(term => term, term => Bm25.Idf(counts.Passages, counts.PassagesWith(term)));
        }, cancellationToken);

    public Task FollowAsync(Guid collection, CancellationToken cancellationToken) => _follower.TryFollowAsync(collection, cancellationToken);

    public void Dispose() => _follower.Dispose();

    // No connection is held while others bring the index up to date: they need one themselves.
    private async Task<TResult> OnCurrentAsync<TResult>(
        IReadOnlyList<Guid> collections, TResult nothing, Func<NpgsqlConnection, IReadOnlyList<IndexedState>, Task<TResult>> work, CancellationToken cancellationToken)
    {
        if (collections.Count == 0)
        {
            return nothing;
        }

        var states = await _follower.CatchUpAsync(collections, cancellationToken);
        return await _connections.RunAsync(connection => work(connection, states), cancellationToken);
    }
}
