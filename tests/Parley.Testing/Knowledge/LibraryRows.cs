using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Identity;
using Parley.Knowledge.Library;

namespace Parley.Testing.Knowledge;

/// <summary>Writes collections and documents as ingestion leaves them, without reading files.</summary>
public static class LibraryRows
{
    private static long _written;

    public static Task<CollectionId> AddCollectionAsync(this TestParley parley, Caller owner, Sharing sharing = Sharing.Private) =>
        parley.AsAsync(owner, async db =>
        {
            var id = CollectionId.From(NextId());
            db.Add(new Collection
            {
                Id = id, TenantId = owner.TenantId, OwnerId = owner.UserId, Name = id.ToString(), Description = "", Sharing = sharing,
                CreatedAt = DateTime.UtcNow, UpdatedAt = DateTime.UtcNow,
            });
            await db.SaveChangesAsync();
            return id;
        });

    /// <summary>Adds a document whose passages stand one after the other in its text, or gives it a new generation.</summary>
    /// <param name="document">Null for a new one.</param>
    public static Task<DocumentId> WriteDocumentAsync(
        this TestParley parley, Caller owner, CollectionId collection, string title, string[] passages, DocumentId? document = null, Action<Document>? with = null) =>
        parley.InRevisionAsync(owner, collection, (db, revision) => WriteAsync(db, owner, collection, revision, title, passages, document, with));

    /// <summary>Adds new documents, all with one commit.</summary>
    public static Task<int> WriteDocumentsAsync(this TestParley parley, Caller owner, CollectionId collection, IEnumerable<(string Title, string[] Passages)> documents) =>
        parley.InRevisionAsync(owner, collection, async (db, revision) =>
        {
            var count = 0;
            foreach (var (title, passages) in documents)
            {
                await WriteAsync(db, owner, collection, revision, title, passages, null, null);
                count++;
            }

            return count;
        });

    private static async Task<DocumentId> WriteAsync(
        ParleyDbContext db, Caller owner, CollectionId collection, long revision, string title, string[] passages, DocumentId? document, Action<Document>? with)
    {
        var row = document is { } known ? await db.Documents.SingleAsync(d => d.Id == known) : null;
        if (row is null)
        {
            var id = DocumentId.From(NextId());
            row = new Document
            {
                Id = id, TenantId = owner.TenantId, CollectionId = collection, Name = title, MediaType = "text/plain", ContentHash = id.ToString(),
                Keywords = "[]", Tags = "[]", CreatedAt = DateTime.UtcNow, UpdatedAt = DateTime.UtcNow,
            };
            db.Add(row);
        }
        else
        {
            await db.Chunks.Where(c => c.DocumentId == row.Id).ExecuteDeleteAsync();
        }

        (row.Title, row.Generation, row.Revision, row.Status) = (title, row.Generation + 1, revision, DocumentStatus.Ready);
        with?.Invoke(row);
        var start = 0;
        for (var i = 0; i < passages.Length; i++)
        {
            db.Add(new Chunk
            {
                Id = ChunkId.From(NextId()), TenantId = owner.TenantId, CollectionId = collection, DocumentId = row.Id, Generation = row.Generation, Ordinal = i,
                StartsAt = start, EndsAt = start + passages[i].Length, Tokens = 1, Text = passages[i],
            });
            start += passages[i].Length;
        }

        return row.Id;
    }

    public static Task<int> RemoveDocumentAsync(this TestParley parley, Caller owner, CollectionId collection, DocumentId document) =>
        parley.InRevisionAsync(owner, collection, async (db, revision) =>
        {
            await db.Chunks.Where(c => c.DocumentId == document).ExecuteDeleteAsync();
            return await db.Documents.Where(d => d.Id == document)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.Status, DocumentStatus.Removed).SetProperty(d => d.Revision, revision));
        });

    // As all who write to a collection do: its row first, and all of it or nothing.
    private static Task<TResult> InRevisionAsync<TResult>(this TestParley parley, Caller owner, CollectionId collection, Func<ParleyDbContext, long, Task<TResult>> write) =>
        parley.AsAsync(owner, async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Collections.Where(c => c.Id == collection).ExecuteUpdateAsync(set => set.SetProperty(c => c.Revision, c => c.Revision + 1));
            var written = await write(db, await db.Collections.Where(c => c.Id == collection).Select(c => c.Revision).SingleAsync());
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return written;
        });

    // In the order of writing: two installations that were written alike break ties alike.
    private static Guid NextId() => Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddMilliseconds(Interlocked.Increment(ref _written)));
}
