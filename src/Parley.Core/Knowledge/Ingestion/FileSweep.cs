using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Jobs;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>Takes away kept files that are no document's. Not while a job goes on that may need them yet: then its end does it.</summary>
internal static class FileSweep
{
    /// <summary>Holds the collection's row until the transaction ends: files are added and taken away one after the other.</summary>
    public static Task<int> LockAsync(ParleyDbContext db, CollectionId id, CancellationToken cancellationToken) =>
        db.Collections.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.UpdatedAt, c => c.UpdatedAt), cancellationToken);

    /// <param name="ending">The job whose end this is; null for none.</param>
    public static async Task RunAsync(ParleyDbContext db, CollectionId id, JobId? ending, CancellationToken cancellationToken)
    {
        var (subject, except) = (id.ToString(), ending ?? default);
        if (await db.Jobs.IgnoreQueryFilters().AnyAsync(job => job.Subject == subject && job.FinishedAt == null && job.Id != except, cancellationToken))
        {
            return;
        }

        var documents = db.Documents;
        await db.StoredFiles
            .Where(file => file.CollectionId == id && !documents.Any(d => d.CollectionId == id && d.ContentHash == file.ContentHash && d.Status != DocumentStatus.Removed))
            .ExecuteDeleteAsync(cancellationToken);
    }
}
