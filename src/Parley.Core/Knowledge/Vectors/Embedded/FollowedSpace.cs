using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Parley.Data;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// An index that follows the rows of its collection: a search that finds a newer revision brings it up to there first. So it does
/// not matter which process wrote them.
/// </summary>
internal sealed partial class FollowedSpace(VectorSpace space, string directory, EmbeddedIndexOptions options, ILogger logger) : IDisposable
{
    private const int DocumentsAtOnce = 64;

    /// <summary>Of documents that are loaded together, unless they are one's alone. Each has a vector or a few, of some hundred bytes.</summary>
    private const long PassagesAtOnce = 10_000;

    // Neither is disposed of: they hold nothing that has to be given back, and a sort may end later than the process's other parts.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _path = SavedIndex.PathOf(directory, space);
    private SpaceIndex _index = new(space.Dimensions, directory, options);
    private long _revision = -1;

    public VectorSpace Space => space;

    /// <summary>Up to where it follows; -1 for nothing yet.</summary>
    public long Revision => Volatile.Read(ref _revision);

    public long Bytes => Volatile.Read(ref _index).Bytes;

    /// <summary>The sort that is going on, or the last there was.</summary>
    public Task Sorting { get; private set; } = Task.CompletedTask;

    /// <summary>The index with everything that was committed up to that revision.</summary>
    public async ValueTask<SpaceIndex> CatchUpAsync(SpaceRevision now, ParleyDbContext db, CancellationToken cancellationToken)
    {
        if (Revision >= now.Revision)
        {
            return Volatile.Read(ref _index);
        }

        return await InTurnAsync(
            async () =>
            {
                if (_revision < now.Revision)
                {
                    await FollowAsync(now, db, cancellationToken);
                }

                return _index;
            },
            cancellationToken);
    }

    public Task RemoveAsync(IReadOnlyList<Guid> chunks, CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            _index.RemoveChunks(chunks);
            return Task.FromResult(_index);
        },
        cancellationToken);

    /// <summary>Nothing more is done in the background.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose()
    {
        Stop();
        _index.Dispose();
    }

    private async Task FollowAsync(SpaceRevision now, ParleyDbContext db, CancellationToken cancellationToken)
    {
        // Anew when no trace is left of what went, or little of the index still lives. The old one is left to whoever searches in it.
        var isWorn = _index.IsWorn;
        var isAnew = _revision < now.ForgottenRevision || isWorn;
        var index = isAnew ? new SpaceIndex(space.Dimensions, directory, options) : _index;
        var since = isAnew ? -1 : _revision;
        var changed = await db.Documents.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).AsNoTracking()
            .Where(document => document.CollectionId == new CollectionId(space.CollectionId) && document.Revision > since)
            .Select(document => new Changed(
                document.Id, document.Status, document.MediaType, document.Language, document.Date ?? document.CreatedAt, document.Tags, document.Revision, document.UpdatedAt, document.ChunkCount))
            .ToListAsync(cancellationToken);
        if (since < 0 && !isWorn)
        {
            changed = Restore(index, changed);
        }

        foreach (var documents in changed.InPortions(DocumentsAtOnce, PassagesAtOnce, document => document.Passages))
        {
            await LoadAsync(index, documents, db, cancellationToken);
        }

        Volatile.Write(ref _index, index);
        Volatile.Write(ref _revision, now.Revision);
        if (index.IsDueToSort && Sorting.IsCompleted)
        {
            Sorting = Task.Run(() => SortAsync(_stopping.Token), CancellationToken.None);
        }
    }

    /// <summary>Takes from the saved index what is still true of it.</summary>
    /// <returns>The documents that have to be loaded.</returns>
    private List<Changed> Restore(SpaceIndex index, List<Changed> documents)
    {
        if (SavedIndex.Read(_path, space.Dimensions, directory) is not { } saved)
        {
            return documents;
        }

        var restored = index.Restore(saved, documents.Where(document => document.Status is DocumentStatus.Ready)
            .ToDictionary(document => document.Id.Value, document => (document.Traits, document.Version)));
        return [.. documents.Where(document => !restored.Contains(document.Id.Value))];
    }

    /// <summary>Beside the searches, which go through everything until it is done. Fails it, they go on like that.</summary>
    private async Task SortAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await SortOnceAsync(cancellationToken))
            {
            }
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && e is (OperationCanceledException or ObjectDisposedException))
        {
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotSorted(e);
        }
    }

    /// <returns>Whether there may be more to do: many rows can come while those before them are sorted.</returns>
    private async Task<bool> SortOnceAsync(CancellationToken cancellationToken)
    {
        var (index, sort) = await InTurnAsync(() => Task.FromResult((_index, _index.IsDueToSort ? _index.BeginSort() : null)), cancellationToken);
        if (sort?.Run(directory, options.Recall, cancellationToken) is not { } sorted)
        {
            return false;
        }

        await InTurnAsync(
            () =>
            {
                index.EndSort(sort, sorted);
                return Task.FromResult(index);
            },
            cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        new SavedIndex(sort.Documents, sorted).Write(_path);
        SavedIndex.DeleteUnused(directory, DateTime.UtcNow);
        return true;
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    // Filters are lifted: the index is the same for all, and who may search in which was decided before.
    private async Task LoadAsync(SpaceIndex index, IReadOnlyList<Changed> documents, ParleyDbContext db, CancellationToken cancellationToken)
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
                index.Replace(document.Traits, [.. found[document.Id]], document.Version);
            }
            else
            {
                index.Remove(document.Id.Value);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An index could not be put in order. It is searched as it is, which takes longer.")]
    private partial void LogNotSorted(Exception exception);

    private sealed record Changed(
        DocumentId Id, DocumentStatus Status, string MediaType, string? Language, DateTime Date, string Tags, long Revision, DateTime UpdatedAt, int Passages)
    {
        public SavedDocument Version => new(Id.Value, Revision, UpdatedAt.Ticks, 0);

        public PassageTraits Traits => new(Id.Value, MediaType, Language, Date, DocumentWords.Read(Tags));
    }
}

/// <summary>See <see cref="Collection.Revision"/> and <see cref="Collection.ForgottenRevision"/>.</summary>
internal readonly record struct SpaceRevision(long Revision, long ForgottenRevision);
