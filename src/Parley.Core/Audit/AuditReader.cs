using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Audit;

/// <summary>Reads the trail of the caller's tenant.</summary>
public sealed class AuditReader(ParleyDbContext db)
{
    private const int BatchSize = 500;

    /// <summary>Newest first.</summary>
    /// <param name="before">Only events before that number; null: from the last.</param>
    public Task<List<AuditEvent>> ListAsync(AuditFilter filter, long? before, int limit, CancellationToken cancellationToken) =>
        Page(filter, before, limit).ToListAsync(cancellationToken);

    /// <summary>
    /// Oldest first, up to the event that is the last now. In batches: however slow the reader is, no connection waits for it.
    /// </summary>
    public async IAsyncEnumerable<AuditEvent> ReadAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = filter.Apply(db.AuditEvents.AsNoTracking());
        var last = await db.AuditHeads.Select(head => head.Sequence).SingleOrDefaultAsync(cancellationToken);
        for (var after = 0L; ;)
        {
            var batch = await events.Where(e => e.Sequence > after && e.Sequence <= last)
                .OrderBy(e => e.Sequence).Take(BatchSize).ToListAsync(cancellationToken);
            foreach (var found in batch)
            {
                yield return found;
            }

            if (batch.Count < BatchSize)
            {
                yield break;
            }

            after = batch[^1].Sequence;
        }
    }

    internal IQueryable<AuditEvent> Page(AuditFilter filter, long? before, int limit)
    {
        var events = filter.Apply(db.AuditEvents.AsNoTracking());
        events = before is { } number ? events.Where(e => e.Sequence < number) : events;
        return events.OrderByDescending(e => e.Sequence).Take(limit);
    }
}
