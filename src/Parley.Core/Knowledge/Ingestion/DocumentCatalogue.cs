using Microsoft.EntityFrameworkCore;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Knowledge.Library;
using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Ingestion;

/// <summary>The documents, as the caller of the scope may see and remove them.</summary>
public sealed class DocumentCatalogue(ParleyDbContext db, CurrentCaller caller, PassageVectors vectors, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Those of a collection, by name.</summary>
    /// <param name="status">Null: in whatever state.</param>
    /// <param name="words">A part of the name or title; null for all.</param>
    public async Task<(List<Document> Found, int Total)> ListAsync(
        CollectionId collection, DocumentStatus? status, string? words, int limit, int offset, CancellationToken cancellationToken)
    {
        var documents = db.Documents.AsNoTracking().Where(d => d.CollectionId == collection && d.Status != DocumentStatus.Removed);
        documents = status is { } wanted ? documents.Where(d => d.Status == wanted) : documents;
        if (words is not null)
        {
            var pattern = $"%{Escape(Document.Fold(words))}%";
            documents = documents.Where(d => EF.Functions.Like(d.SearchName, pattern, "\\"));
        }

        return (await documents.OrderBy(d => d.Name).ThenBy(d => d.Id).Skip(offset).Take(limit).ToListAsync(cancellationToken), await documents.CountAsync(cancellationToken));
    }

    /// <exception cref="AppException"><see cref="ErrorCode.NotFound"/>: there is none that the caller may read.</exception>
    public async Task<Document> GetAsync(DocumentId id, CancellationToken cancellationToken) =>
        await db.Documents.SingleOrDefaultAsync(d => d.Id == id && d.Status != DocumentStatus.Removed, cancellationToken)
        ?? throw new AppException(ErrorCode.NotFound, "There is no such document.");

    /// <summary>Removes a document: neither its text nor its file is kept.</summary>
    /// <exception cref="AppException">There is none that the caller may remove.</exception>
    public async Task DeleteAsync(DocumentId id, CancellationToken cancellationToken)
    {
        var document = await GetAsync(id, cancellationToken);
        var collection = await db.Collections.AsNoTracking().SingleAsync(c => c.Id == document.CollectionId, cancellationToken);
        if (!CollectionCatalogue.MayChange(collection, caller.Required))
        {
            throw new AppException(ErrorCode.Forbidden, "This document is in somebody else's collection. You may read it, and not remove it.");
        }

        var chunks = vectors.AreMade ? await db.Chunks.Where(chunk => chunk.DocumentId == id).Select(chunk => chunk.Id).ToListAsync(cancellationToken) : [];
        await audit.RecordAsync(
            async () =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                if (await DocumentRemoval.RaiseRevisionAsync(db, collection.Id, now, cancellationToken) is { } revision)
                {
                    // Anew, because a job may have changed it since.
                    await db.Entry(document).ReloadAsync(cancellationToken);
                    await DocumentRemoval.RemoveAsync(db, [document], revision, now, cancellationToken);
                    await db.SaveChangesAsync(cancellationToken);
                    await FileSweep.RunAsync(db, collection.Id, null, cancellationToken);
                }

                return new AuditEntry(AuditActions.DocumentDeleted, id.ToString());
            },
            cancellationToken);
        await vectors.DeleteAsync(collection.TenantId, collection.Id, [.. chunks.Select(chunk => chunk.Value)], caller.Required, cancellationToken);
    }

    private static string Escape(string words) =>
        words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
