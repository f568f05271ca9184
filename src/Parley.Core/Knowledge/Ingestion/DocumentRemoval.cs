using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>
/// Takes documents out of a collection: nothing of them is left but the row that says so. Without filters: whoever calls has found the documents,
/// as somebody who may change them or as Parley itself.
/// </summary>
public static class DocumentRemoval
{
    /// <summary>Raises the revision of a collection, and holds its row until the transaction ends: whoever writes into a collection does it one after the other.</summary>
    /// <returns>The new revision; null when the collection is gone.</returns>
    public static async Task<long?> RaiseRevisionAsync(ParleyDbContext db, CollectionId id, DateTime now, CancellationToken cancellationToken)
    {
        var collections = db.Collections.IgnoreQueryFilters().Where(c => c.Id == id);
        var touched = await collections.ExecuteUpdateAsync(set => set.SetProperty(c => c.Revision, c => c.Revision + 1).SetProperty(c => c.UpdatedAt, now), cancellationToken);
        return touched == 1 ? await collections.Select(c => (long?)c.Revision).SingleAsync(cancellationToken) : null;
    }

    /// <summary>Removes documents with their names in the context's transaction; to be saved by whoever asks. Their files are for <see cref="FileSweep"/>.</summary>
    /// <param name="documents">Of one collection, tracked by the context.</param>
    /// <param name="revision">See <see cref="RaiseRevisionAsync"/>.</param>
    public static async Task RemoveAsync(ParleyDbContext db, IReadOnlyCollection<Document> documents, long revision, DateTime now, CancellationToken cancellationToken)
    {
        var ids = documents.Select(document => document.Id).ToList();
        await db.DocumentNames.IgnoreQueryFilters().Where(name => ids.Contains(name.DocumentId)).ExecuteDeleteAsync(cancellationToken);
        await EmptyAsync(db, documents, cancellationToken);
        foreach (var document in documents)
        {
            (document.Status, document.Revision, document.UpdatedAt) = (DocumentStatus.Removed, revision, now);
            (document.Failure, document.Error, document.ContentHash) = (null, null, "");
        }
    }

    /// <summary>Takes out what was read of documents, in the context's transaction; to be saved by whoever asks.</summary>
    /// <param name="documents">Tracked by the context.</param>
    public static async Task EmptyAsync(ParleyDbContext db, IReadOnlyCollection<Document> documents, CancellationToken cancellationToken)
    {
        var ids = documents.Select(document => document.Id).ToList();
        await db.Chunks.IgnoreQueryFilters().Where(chunk => ids.Contains(chunk.DocumentId)).ExecuteDeleteAsync(cancellationToken);
        await db.DocumentBodies.IgnoreQueryFilters().Where(body => ids.Contains(body.DocumentId)).ExecuteDeleteAsync(cancellationToken);
        foreach (var document in documents)
        {
            (document.Title, document.Author, document.Language, document.Date) = (null, null, null, null);
            (document.Keywords, document.Tags, document.IndexedAs) = ("[]", "[]", null);
            (document.TextLength, document.PageCount, document.ChunkCount) = (0, 0, 0);
        }
    }
}
