using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// An index that follows the rows of its collection: a search that finds a newer revision brings it up to there first. So it does
/// not matter which process wrote them.
/// </summary>
internal sealed class FollowedSpace(VectorSpace space, string directory) : IDisposable
{
    private const int DocumentsAtOnce = 64;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private SpaceIndex _index = new(space.Dimensions, directory);
    private long _revision = -1;

    /// <summary>The index with everything that was committed up to that revision.</summary>
    public async ValueTask<SpaceIndex> CatchUpAsync(SpaceRevision now, ParleyDbContext db, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _revision) >= now.Revision)
        {
            return Volatile.Read(ref _index);
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_revision < now.Revision)
            {
                await FollowAsync(now, db, cancellationToken);
            }

            return _index;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task RemoveAsync(IReadOnlyList<Guid> chunks, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _index.RemoveChunks(chunks);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _index.Dispose();
        _turn.Dispose();
    }

    private async Task FollowAsync(SpaceRevision now, ParleyDbContext db, CancellationToken cancellationToken)
    {
        // Anew when no trace is left of what went, or little of the index still lives. The old one is left to whoever searches in it.
        var isAnew = _revision < now.ForgottenRevision || _index.IsWorn;
        var index = isAnew ? new SpaceIndex(space.Dimensions, directory) : _index;
        var since = isAnew ? -1 : _revision;
        var changed = await db.Documents.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).AsNoTracking()
            .Where(document => document.CollectionId == new CollectionId(space.CollectionId) && document.Revision > since)
            .Select(document => new Changed(document.Id, document.Status, document.MediaType, document.Language, document.Date, document.Tags))
            .ToListAsync(cancellationToken);
        foreach (var documents in changed.Chunk(DocumentsAtOnce))
        {
            await LoadAsync(index, documents, db, cancellationToken);
        }

        Volatile.Write(ref _index, index);
        Volatile.Write(ref _revision, now.Revision);
    }

    // Filters are lifted: the index is the same for all, and who may search in which was decided before.
    private async Task LoadAsync(SpaceIndex index, Changed[] documents, ParleyDbContext db, CancellationToken cancellationToken)
    {
        DocumentId[] ready = [.. documents.Where(document => document.Status is DocumentStatus.Ready).Select(document => document.Id)];
        var rows = await (
            from vector in db.ChunkVectors
            join chunk in db.Chunks on vector.ChunkId equals chunk.Id
            join document in db.Documents on chunk.DocumentId equals document.Id
            where ready.Contains(vector.DocumentId) && vector.Embedder == space.Embedder && chunk.Generation == document.Generation
            orderby chunk.Ordinal, vector.Window
            select new { vector.DocumentId, vector.ChunkId, vector.Vector })
            .IgnoreQueryFilters([ParleyDbContext.TenantFilter]).AsNoTracking().ToListAsync(cancellationToken);
        var length = sizeof(float) + space.Dimensions;
        var found = rows.Where(row => row.Vector.Length == length).ToLookup(row => row.DocumentId, row => (row.ChunkId.Value, row.Vector));
        foreach (var document in documents)
        {
            if (document.Status is DocumentStatus.Ready)
            {
                index.Replace(document.Traits, [.. found[document.Id]]);
            }
            else
            {
                index.Remove(document.Id.Value);
            }
        }
    }

    private sealed record Changed(DocumentId Id, DocumentStatus Status, string MediaType, string? Language, DateTime? Date, string Tags)
    {
        public PassageTraits Traits => new(Id.Value, MediaType, Language, Date, JsonSerializer.Deserialize<string[]>(Tags) ?? []);
    }
}

/// <summary>See <see cref="Collection.Revision"/> and <see cref="Collection.ForgottenRevision"/>.</summary>
internal readonly record struct SpaceRevision(long Revision, long ForgottenRevision);
