using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.VectorStores.Http;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores.Qdrant;

/// <summary>
/// Vectors in a Qdrant server: a Qdrant collection for each embedder, in which each point names its tenant and collection. Every call
/// that looks at points names those, too.
/// </summary>
internal sealed class QdrantVectorStore : IVectorStore
{
    private const int PointsAtOnce = 256;
    private const int ChunksAtOnce = 500;

    private readonly QdrantApi _api;
    private readonly int _maxBytes;

    /// <summary>The Qdrant collections that were there when this process last looked.</summary>
    private readonly ConcurrentDictionary<string, bool> _known = new();

    public QdrantVectorStore(
        IOptions<QdrantOptions> options, IOptions<HttpStoreOptions> calls, WireHttp http, TimeProvider clock, ILogger<QdrantVectorStore> logger)
    {
        var endpoint = new StoreEndpoint("Qdrant", "QDRANT_URL", "QDRANT_API_KEY") { KeyHeader = "api-key", Key = options.Value.ApiKey };
        var connection = new Lazy<StoreConnection>(() => new(endpoint, http, calls.Value, clock, logger));
        _api = new(() => connection.Value, options.Value);
        _maxBytes = options.Value.MaxBatchBytes;
    }

    public string Name => "qdrant";

    public bool FollowsRows => false;

    public async Task UpsertAsync(VectorSpace space, IReadOnlyList<VectorEntry> entries, CancellationToken cancellationToken)
    {
        VectorChecks.Check(space, entries);

        // One without a direction replaces another as any would; but there is nothing to find it by.
        var kept = entries.ToLookup(entry => VectorChecks.HasDirection(entry.Vector));
        foreach (var batch in kept[false].Chunk(ChunksAtOnce))
        {
            await _api.DeleteAsync(CollectionOf(space), [.. batch.Select(entry => IdOf(space, entry))], cancellationToken);
        }

        foreach (var batch in EntryBatches.Of(kept[true], PointsAtOnce, _maxBytes))
        {
            await UpsertAsync(space, [.. batch.Select(entry => Point(space, entry))], cancellationToken);
        }
    }

    public async Task DeleteAsync(VectorSpace space, IReadOnlyList<Guid> chunks, CancellationToken cancellationToken)
    {
        foreach (var batch in chunks.Chunk(ChunksAtOnce))
        {
            await _api.DeleteAsync(CollectionOf(space), QdrantFilter.Of(space, batch), cancellationToken);
        }
    }

    public Task DeleteSpaceAsync(VectorSpace space, CancellationToken cancellationToken) =>
        _api.DeleteAsync(CollectionOf(space), QdrantFilter.Of([space], null), cancellationToken);

    public async Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        if (VectorChecks.FindsNothing(query))
        {
            return [];
        }

        var found = await Task.WhenAll(query.In.Distinct().GroupBy(CollectionOf).Select(spaces => SearchAsync(spaces.Key, spaces, query, cancellationToken)));
        return VectorChecks.Best(found.SelectMany(hits => hits), query.Top);
    }

    private async Task<IEnumerable<VectorHit>> SearchAsync(
        string collection, IEnumerable<VectorSpace> spaces, VectorQuery query, CancellationToken cancellationToken)
    {
        // Qdrant fills groups by a few searches and may come short of the last ones: so more are asked for than are wanted.
        var request = new QdrantQuery(
            query.Vector, QdrantFilter.Of(spaces, query.Filter), QdrantFilter.Chunk, GroupSize: 1, Limit: 2 * query.Top, WithPayload: false,
            new(new(Rescore: true, Oversampling: 2)));
        var answer = await _api.QueryAsync(collection, request, cancellationToken);
        return answer is null ? [] : answer.Groups.Where(group => group.Hits.Count > 0).Select(group => new VectorHit(group.Id, group.Hits.Max(hit => hit.Score)));
    }

    private async Task UpsertAsync(VectorSpace space, List<QdrantPoint> points, CancellationToken cancellationToken)
    {
        var collection = CollectionOf(space);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            if (!_known.ContainsKey(collection))
            {
                await _api.EnsureAsync(collection, space.Dimensions, cancellationToken);
                _known[collection] = true;
            }

            if (await _api.UpsertAsync(collection, points, cancellationToken))
            {
                return;
            }

            // Somebody removed it since.
            _known.TryRemove(collection, out _);
        }

        throw new AppException(ErrorCode.ServiceUnavailable, $"Qdrant does not keep the collection {collection}. Look at its log.");
    }

    private static QdrantPoint Point(VectorSpace space, VectorEntry entry) => new(
        IdOf(space, entry), entry.Vector, new(
            space.TenantId, space.CollectionId, entry.ChunkId, entry.Traits.DocumentId, VectorChecks.Fold(entry.Traits.MediaType),
            entry.Traits.Language is { } language ? VectorChecks.Fold(language) : null,
            VectorChecks.Utc(entry.Traits.Date), entry.Traits.Tags));

    /// <summary>The same for the same window of the same passage, so that writing it again replaces it.</summary>
    private static Guid IdOf(VectorSpace space, VectorEntry entry)
    {
        Span<byte> parts = stackalloc byte[52];
        space.TenantId.TryWriteBytes(parts);
        space.CollectionId.TryWriteBytes(parts[16..]);
        entry.ChunkId.TryWriteBytes(parts[32..]);
        BitConverter.TryWriteBytes(parts[48..], entry.Window);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(parts, digest);

        // Version 8 of RFC 9562: made of whatever its maker likes.
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new(digest[..16], bigEndian: true);
    }

    private static string CollectionOf(VectorSpace space) => $"parley_{EmbedderKey.Of(space, '_')}";
}
