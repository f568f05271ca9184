using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Vectors.Outside;

/// <summary>What is owed at a moment. Without filters: it serves every tenant and shows nothing to anybody.</summary>
internal sealed class OwedNow(ParleyDbContext db, DateTime now)
{
    private readonly IQueryable<Collection> _collections = db.Collections;
    private readonly IQueryable<Chunk> _chunks = db.Chunks;

    public IQueryable<OutsideSpace> Spaces { get; } = db.OutsideSpaces.IgnoreQueryFilters();

    public IQueryable<OwedRemoval> Removals { get; } = db.OwedRemovals.IgnoreQueryFilters();

    /// <summary>Spaces whose collection is gone.</summary>
    public IQueryable<OutsideSpace> GoneSpaces => Spaces.Where(space => !_collections.Any(collection => collection.Id == space.CollectionId));

    /// <summary>Vectors whose passage is gone. One that is there and not found yet is somebody's who may go on with it.</summary>
    public IQueryable<OwedRemoval> GoneChunks => Removals.Where(owed => owed.DueAt <= now && !_chunks.Any(chunk => chunk.Id == owed.ChunkId));

    /// <summary>Spaces in which something is to be removed, and whose store may be asked.</summary>
    public Task<List<OutsideSpace>> DueAsync(CancellationToken cancellationToken)
    {
        var (gone, chunks) = (GoneSpaces, GoneChunks);
        return Spaces.AsNoTracking().Where(space => space.RetryAt <= now && (gone.Any(s => s.Id == space.Id) || chunks.Any(owed => owed.SpaceId == space.Id)))
            .OrderBy(space => space.RetryAt).ThenBy(space => space.Id).ToListAsync(cancellationToken);
    }

    /// <summary>How many removals the stores have yet to do. Of a store that is away for long there may be millions, which nobody has to count.</summary>
    /// <param name="atMost">Where counting ends.</param>
    public async Task<int> CountAsync(int atMost, CancellationToken cancellationToken)
    {
        var chunks = await GoneChunks.OrderBy(owed => owed.ChunkId).Take(atMost).CountAsync(cancellationToken);
        return chunks == atMost ? atMost : Math.Min(atMost, chunks + await GoneSpaces.CountAsync(space => space.Failures > 0, cancellationToken));
    }
}
