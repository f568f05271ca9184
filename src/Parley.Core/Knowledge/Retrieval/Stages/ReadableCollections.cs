using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Retrieval.Stages;

/// <summary>What may be searched: asked of the database anew for every search, so that a change of rights holds with the next one.</summary>
internal static class ReadableCollections
{
    /// <param name="db">Of the caller, whose query filters leave out what they may not read.</param>
    /// <param name="wanted">Null for all.</param>
    public static async Task<IReadOnlyList<SearchedCollection>> FindAsync(
        ParleyDbContext db, IReadOnlyList<Guid>? wanted, CancellationToken cancellationToken)
    {
        IQueryable<Collection> readable = db.Collections;
        if (wanted is not null)
        {
            var ids = wanted.Select(id => new CollectionId(id)).ToArray();
            readable = readable.Where(c => ids.Contains(c.Id));
        }

        var found = await readable.OrderBy(c => c.Id).Select(c => new { c.Id, c.TenantId }).ToListAsync(cancellationToken);
        return [.. found.Select(c => new SearchedCollection(c.Id.Value, c.TenantId))];
    }
}
