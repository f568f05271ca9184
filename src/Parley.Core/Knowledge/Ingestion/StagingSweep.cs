using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Jobs;
using Parley.Knowledge.Ingestion.Scanning;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>
/// Takes away what jobs left that ended before their work did: passages of generations that nobody will ever find, and documents that
/// would be said for ever to be being read, or to wait to be scanned. Without filters, because whose they are does not depend on who asks.
/// </summary>
internal static class StagingSweep
{
    /// <summary>What <see cref="Document.Failure"/> says of a document whose job was called off, or failed, while it was read.</summary>
    public const string CancelledFailure = "cancelled";

    private const string CancelledError = "Reading it was called off. Add it again.";

    /// <summary>What it says of one that was tried again and again, as its item does.</summary>
    private const string FailedFailure = "failed";

    private const string FailedError = "It failed for a reason that the log of Parley names. Add it again.";

    /// <summary>Whether anything is left that only a job which goes on may leave.</summary>
    public static async Task<bool> IsNeededAsync(ParleyDbContext db, CollectionId id, CancellationToken cancellationToken) =>
        await Pending(db).AnyAsync(d => d.CollectionId == id, cancellationToken) || await Held(db).AnyAsync(d => d.CollectionId == id, cancellationToken) || await Staged(db, id).AnyAsync(cancellationToken);

    /// <summary>In a transaction, at the end of the collection's one job that is done, or while there is none.</summary>
    /// <param name="isCalledOff">Whether it ends before its work does.</param>
    public static async Task RunAsync(ParleyDbContext db, CollectionId id, bool isCalledOff, DateTime now, CancellationToken cancellationToken)
    {
        if (await DocumentRemoval.RaiseRevisionAsync(db, id, now, cancellationToken) is not { } revision)
        {
            return;
        }

        var documents = db.Documents.IgnoreQueryFilters();
        foreach (var part in (await Staged(db, id).Select(d => d.Id).ToListAsync(cancellationToken)).Chunk(200))
        {
            await db.Chunks.IgnoreQueryFilters()
                .Where(chunk => part.Contains(chunk.DocumentId) && documents.Any(d => d.Id == chunk.DocumentId && chunk.Generation > d.Generation))
                .ExecuteDeleteAsync(cancellationToken);
        }

        var (failure, error) = isCalledOff ? (CancelledFailure, CancelledError) : (FailedFailure, FailedError);
        await Pending(db).Where(d => d.CollectionId == id).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.Status, DocumentStatus.Failed).SetProperty(d => d.Failure, failure).SetProperty(d => d.Error, error)
                .SetProperty(d => d.Revision, revision).SetProperty(d => d.UpdatedAt, now),
            cancellationToken);
        await GiveUpHeldAsync(db, id, revision, now, cancellationToken);
    }

    /// <summary>Collections with documents that no job reads any more, or that have no name left. Passages alone, which nobody finds, wait for the collection's next job.</summary>
    public static async Task<List<CollectionId>> FindAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        var left = Pending(db).Select(d => d.CollectionId).Union(Held(db).Select(d => d.CollectionId)).Union(NamelessSweep.Nameless(db, afterFolder: false).Select(d => d.CollectionId));
        var idle = new List<CollectionId>();
        foreach (var id in await left.ToListAsync(cancellationToken))
        {
            if (!await IsBusyAsync(db, id, cancellationToken))
            {
                idle.Add(id);
            }
        }

        return idle;
    }

    /// <summary>Whether a job of the collection goes on, or is to begin.</summary>
    public static Task<bool> IsBusyAsync(ParleyDbContext db, CollectionId id, CancellationToken cancellationToken)
    {
        var subject = id.ToString();
        return db.Jobs.IgnoreQueryFilters().AnyAsync(job => job.Subject == subject && job.FinishedAt == null, cancellationToken);
    }

    // A job that does its work waits for the scanner: what is held when there is none was called off. Nobody has seen into those bytes, so they are
    // no document's any more; what was read before them stays as it was.
    private static async Task GiveUpHeldAsync(ParleyDbContext db, CollectionId id, long revision, DateTime now, CancellationToken cancellationToken)
    {
        var held = Held(db).Where(d => d.CollectionId == id);
        await held.Where(d => d.Status == DocumentStatus.Ready).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.Failure, (string?)null).SetProperty(d => d.Error, (string?)null).SetProperty(d => d.Revision, revision).SetProperty(d => d.UpdatedAt, now),
            cancellationToken);
        await held.ExecuteUpdateAsync(
            set => set.SetProperty(d => d.Status, DocumentStatus.Failed).SetProperty(d => d.Failure, CancelledFailure).SetProperty(d => d.Error, CancelledError)
                .SetProperty(d => d.ContentHash, "").SetProperty(d => d.Revision, revision).SetProperty(d => d.UpdatedAt, now),
            cancellationToken);
    }

    private static IQueryable<Document> Pending(ParleyDbContext db) => db.Documents.IgnoreQueryFilters().Where(d => d.Status == DocumentStatus.Pending);

    private static IQueryable<Document> Held(ParleyDbContext db) =>
        db.Documents.IgnoreQueryFilters().Where(d => d.Failure == Quarantine.HeldFailure && d.Status != DocumentStatus.Removed);

    private static IQueryable<Document> Staged(ParleyDbContext db, CollectionId id)
    {
        var chunks = db.Chunks.IgnoreQueryFilters();
        return db.Documents.IgnoreQueryFilters().Where(d => d.CollectionId == id && chunks.Any(chunk => chunk.DocumentId == d.Id && chunk.Generation > d.Generation));
    }
}
