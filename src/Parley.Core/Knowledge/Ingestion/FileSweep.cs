using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Jobs;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>
/// Takes away kept files that are no document's. Not while a job goes on that may need them yet: then its end does it. Without
/// filters, because whose a file is does not depend on who asks.
/// </summary>
internal static class FileSweep
{
    /// <summary>Holds the collection's row until the transaction ends: files are added and taken away one after the other.</summary>
    public static Task<int> LockAsync(ParleyDbContext db, CollectionId id, CancellationToken cancellationToken) =>
        db.Collections.IgnoreQueryFilters().Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.UpdatedAt, c => c.UpdatedAt), cancellationToken);

    /// <summary>After <see cref="LockAsync"/>, or with a revision raised, which holds the row too: or an upload may have counted on what goes here.</summary>
    /// <param name="ending">The job whose end this is; null for none.</param>
    public static async Task RunAsync(ParleyDbContext db, CollectionId id, JobId? ending, CancellationToken cancellationToken)
    {
        var (subject, except) = (id.ToString(), ending ?? default);
        if (await db.Jobs.IgnoreQueryFilters().AnyAsync(job => job.Subject == subject && job.FinishedAt == null && job.Id != except, cancellationToken))
        {
            return;
        }

        await Unowned(db).Where(file => file.CollectionId == id).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Kept files that are no document's, of every collection.</summary>
    public static IQueryable<StoredFile> Unowned(ParleyDbContext db)
    {
        var documents = db.Documents.IgnoreQueryFilters();
        return db.StoredFiles.IgnoreQueryFilters()
            .Where(file => !documents.Any(d => d.CollectionId == file.CollectionId && d.ContentHash == file.ContentHash && d.Status != DocumentStatus.Removed));
    }
}
