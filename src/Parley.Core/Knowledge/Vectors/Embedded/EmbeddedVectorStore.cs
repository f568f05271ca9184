using System.Numerics.Tensors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// Vectors as rows of the database, in int8, and an index over them in the memory of each process that searches. What it finds are passages
/// of documents' current generations, as of the collection's revision when the search began.
/// </summary>
internal sealed class EmbeddedVectorStore(
    IServiceScopeFactory scopes, GroupCommitWriter writer, IOptions<StorageOptions> storage, IOptions<EmbeddedIndexOptions> options, ILogger<EmbeddedVectorStore> logger)
    : IVectorStore, IDisposable
{
    private const int RowsAtOnce = 256;
    private const int MostHits = 1000;

    // The rest of the row is the chunk's: a vector cannot come into another collection than its passage, nor outlive it.
    private const string Upsert = """
        INSERT INTO knowledge_vectors (chunk_id, embedder, "window", tenant_id, collection_id, document_id, vector)
        SELECT id, $2, $3, tenant_id, collection_id, document_id, $4 FROM knowledge_chunks WHERE id = $1 AND collection_id = $5
        ON CONFLICT (chunk_id, embedder, "window") DO UPDATE SET vector = excluded.vector
        """;

    private const string Delete = "DELETE FROM knowledge_vectors WHERE chunk_id = $1 AND embedder = $2 AND collection_id = $3";
    private const string DeleteAll = "DELETE FROM knowledge_vectors WHERE collection_id = $1 AND embedder = $2";

    private readonly OpenSpaces _spaces = new(
        space => new(space, DirectoryOf(storage.Value), options.Value, logger), options.Value.MaxMemoryBytes);

    public string Name => "embedded";

    public bool FollowsRows => true;

    /// <summary>How many indexes are in memory.</summary>
    internal int OpenSpaces => _spaces.Count;

    public async Task UpsertAsync(VectorSpace space, IReadOnlyList<VectorEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.FirstOrDefault(entry => entry.Vector.Length != space.Dimensions) is { } wrong)
        {
            throw new ArgumentException($"A vector has {wrong.Vector.Length} dimensions, and the space {space.Dimensions}.", nameof(entries));
        }

        foreach (var batch in entries.Chunk(RowsAtOnce))
        {
            await writer.WriteAsync([.. batch.Select(entry => new SqlStatement(
                Upsert, entry.ChunkId, space.Embedder, entry.Window, VectorCode.Encode(entry.Vector.Span), space.CollectionId))]).WaitAsync(cancellationToken);
        }
    }

    public async Task DeleteAsync(VectorSpace space, IReadOnlyList<Guid> chunks, CancellationToken cancellationToken)
    {
        foreach (var batch in chunks.Chunk(RowsAtOnce))
        {
            await writer.WriteAsync([.. batch.Select(chunk => new SqlStatement(Delete, chunk, space.Embedder, space.CollectionId))]).WaitAsync(cancellationToken);
        }

        if (_spaces.Find(space) is { } followed)
        {
            await followed.RemoveAsync(chunks, cancellationToken);
        }
    }

    public async Task DeleteSpaceAsync(VectorSpace space, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(new SqlStatement(DeleteAll, space.CollectionId, space.Embedder)).WaitAsync(cancellationToken);
        _spaces.Forget(space);
        SavedIndex.Delete(DirectoryOf(storage.Value), space);
    }

    public async Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Top, MostHits);
        if (query.In.FirstOrDefault(space => space.Dimensions != query.Vector.Length) is { } other)
        {
            throw new ArgumentException($"The query has {query.Vector.Length} dimensions, and a space {other.Dimensions}.", nameof(query));
        }

        // A vector of no direction is near to nothing.
        if (query.In.Count == 0 || TensorPrimitives.Norm(query.Vector.Span) == 0)
        {
            return [];
        }

        var indexes = await CatchUpAsync([.. query.In.Distinct()], cancellationToken);
        return [.. indexes.SelectMany(index => new IndexSearch(index, query.Vector, query.Top, query.Filter).Run())
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.ChunkId).Take(query.Top)];
    }

    public void Dispose() => _spaces.Dispose();

    /// <summary>Ends when the index of the space is in order.</summary>
    internal Task SortingAsync(VectorSpace space) => _spaces.Find(space)?.Sorting ?? Task.CompletedTask;

    private static string DirectoryOf(StorageOptions storage) => Path.Combine(storage.DataDir, "knowledge");

    private async Task<List<SpaceIndex>> CatchUpAsync(VectorSpace[] spaces, CancellationToken cancellationToken)
    {
        // In a scope of nobody: whose spaces these are was decided by whoever asks.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        CollectionId[] ids = [.. spaces.Select(space => new CollectionId(space.CollectionId)).Distinct()];
        var revisions = await db.Collections.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).AsNoTracking()
            .Where(collection => ids.Contains(collection.Id))
            .Select(collection => new { collection.Id, collection.TenantId, collection.Revision, collection.ForgottenRevision })
            .ToDictionaryAsync(collection => collection.Id.Value, cancellationToken);
        var (indexes, hasGrown) = (new List<SpaceIndex>(), false);
        foreach (var space in spaces)
        {
            // A collection that is gone, or that is another tenant's, has nothing to find.
            if (revisions.GetValueOrDefault(space.CollectionId) is { } now && now.TenantId == space.TenantId)
            {
                var followed = _spaces.Open(space);
                hasGrown |= followed.Revision < now.Revision;
                indexes.Add(await followed.CatchUpAsync(new(now.Revision, now.ForgottenRevision), db, cancellationToken));
            }
        }

        if (hasGrown)
        {
            _spaces.Trim();
        }

        return indexes;
    }
}
