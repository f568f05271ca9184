using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.VectorStores.Http;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores.Pinecone;

/// <summary>
/// Vectors in an index at Pinecone: a namespace for each space, so that a search cannot leave it. What was written is kept at once and
/// found some seconds later, as Pinecone does it.
/// </summary>
internal sealed class PineconeVectorStore : IVectorStore
{
    private const int VectorsAtOnce = 500;
    private const int IdsAtOnce = 500;

    /// <summary>Pinecone takes 2 MB in a request.</summary>
    private const int MaxBytes = 1_900_000;

    /// <summary>Pinecone's own bound for a query.</summary>
    private const int MostMatches = 10_000;

    private readonly PineconeApi _api;
    private readonly int _parallelism;

    public PineconeVectorStore(
        IOptions<PineconeOptions> options, IOptions<HttpStoreOptions> calls, WireHttp http, TimeProvider clock, ILogger<PineconeVectorStore> logger)
    {
        var endpoint = new StoreEndpoint("Pinecone", "PINECONE_HOST", "PINECONE_API_KEY")
        {
            KeyHeader = "Api-Key",
            Key = options.Value.ApiKey,
            Headers = new Dictionary<string, string> { ["X-Pinecone-Api-Version"] = PineconeApi.Version },
        };
        var connection = new Lazy<StoreConnection>(() => new(endpoint, http, calls.Value, clock, logger));
        _api = new(() => connection.Value, options.Value);
        _parallelism = options.Value.Parallelism;
    }

    public string Name => "pinecone";

    public bool FollowsRows => false;

    public async Task UpsertAsync(VectorSpace space, IReadOnlyList<VectorEntry> entries, CancellationToken cancellationToken)
    {
        VectorChecks.Check(space, entries);

        // Pinecone refuses a vector without a direction: it replaces another by taking it away.
        var kept = entries.ToLookup(entry => VectorChecks.HasDirection(entry.Vector));
        foreach (var batch in kept[false].Chunk(IdsAtOnce))
        {
            await _api.DeleteAsync(new(NamespaceOf(space), [.. batch.Select(IdOf)], null), space.Dimensions, cancellationToken);
        }

        foreach (var batch in EntryBatches.Of(kept[true], VectorsAtOnce, MaxBytes))
        {
            await _api.UpsertAsync(NamespaceOf(space), space.Dimensions, [.. batch.Select(Vector)], cancellationToken);
        }
    }

    public async Task DeleteAsync(VectorSpace space, IReadOnlyList<Guid> chunks, CancellationToken cancellationToken)
    {
        foreach (var batch in chunks.Chunk(IdsAtOnce))
        {
            await _api.DeleteAsync(new(NamespaceOf(space), null, PineconeFilter.Of(batch)), space.Dimensions, cancellationToken);
        }
    }

    public Task DeleteSpaceAsync(VectorSpace space, CancellationToken cancellationToken) =>
        _api.DeleteNamespaceAsync(NamespaceOf(space), space.Dimensions, cancellationToken);

    public async Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        if (VectorChecks.FindsNothing(query))
        {
            return [];
        }

        var found = new ConcurrentBag<IReadOnlyList<VectorHit>>();
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = _parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(query.In.Distinct(), atOnce, async (space, token) => found.Add(await SearchAsync(space, query, token)));
        return VectorChecks.Best(found.SelectMany(hits => hits), query.Top);
    }

    private async Task<IReadOnlyList<VectorHit>> SearchAsync(VectorSpace space, VectorQuery query, CancellationToken cancellationToken)
    {
        // Windows of one passage crowd others out: more are asked for until there are passages enough, or no more windows.
        for (var wanted = Math.Min(2 * query.Top, MostMatches); ; wanted = Math.Min(4 * wanted, MostMatches))
        {
            var matches = await _api.QueryAsync(
                new(NamespaceOf(space), query.Vector, wanted, PineconeFilter.Of(query.Filter), IncludeValues: false, IncludeMetadata: false), cancellationToken);
            var best = VectorChecks.Best(matches.Select(Hit).OfType<VectorHit>(), query.Top);
            if (best.Count == query.Top || matches.Count < wanted || wanted == MostMatches)
            {
                return best;
            }
        }
    }

    // What is not named by us is nothing of ours, whoever put it there.
    private static VectorHit? Hit(PineconeMatch match) =>
        match.Id.IndexOf('#', StringComparison.Ordinal) is > 0 and var end && Guid.TryParse(match.Id.AsSpan(0, end), out var chunk) ? new(chunk, match.Score) : null;

    private static string IdOf(VectorEntry entry) => $"{entry.ChunkId}#{entry.Window}";

    private static PineconeVector Vector(VectorEntry entry) => new(IdOf(entry), entry.Vector, new(
        entry.ChunkId, entry.Traits.DocumentId, VectorChecks.Fold(entry.Traits.MediaType),
        entry.Traits.Language is { } language ? VectorChecks.Fold(language) : null,
        PineconeFilter.Microseconds(entry.Traits.Date), entry.Traits.Tags));

    private static string NamespaceOf(VectorSpace space) =>
        $"{space.TenantId:n}.{space.CollectionId:n}.{EmbedderKey.Digest(space.Embedder, space.Dimensions)}";
}
