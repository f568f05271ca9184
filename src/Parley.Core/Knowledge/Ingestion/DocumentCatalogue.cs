using Microsoft.EntityFrameworkCore;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>The documents, as the caller of the scope may see and remove them.</summary>
public sealed class DocumentCatalogue(ParleyDbContext db, CurrentCaller caller, AuditTrail audit, JobSignal jobs, TimeProvider clock)
{
    /// <summary>Those of a collection, by name.</summary>
    /// <param name="status">Null: in whatever state.</param>
    /// <param name="words">A part of a name or the title; null for all.</param>
    public async Task<(List<Document> Found, int Total)> ListAsync(
        CollectionId collection, DocumentStatus? status, string? words, int limit, int offset, CancellationToken cancellationToken)
    {
        var documents = db.Documents.AsNoTracking().Where(d => d.CollectionId == collection && d.Status != DocumentStatus.Removed);
        documents = status is { } wanted ? documents.Where(d => d.Status == wanted) : documents;
        if (words is not null)
        {
            var pattern = $"%{Escape(Document.Fold(words))}%";
            var names = db.DocumentNames.Where(n => n.CollectionId == collection && EF.Functions.Like(n.SearchName, pattern, "\\"));
            documents = documents.Where(d => EF.Functions.Like(d.SearchName, pattern, "\\") || names.Any(n => n.DocumentId == d.Id));
        }

        return (await documents.OrderBy(d => d.Name).ThenBy(d => d.Id).Skip(offset).Take(limit).ToListAsync(cancellationToken), await documents.CountAsync(cancellationToken));
    }

    /// <exception cref="AppException"><see cref="ErrorCode.NotFound"/>: there is none that the caller may read.</exception>
    public async Task<Document> GetAsync(DocumentId id, CancellationToken cancellationToken) =>
        await db.Documents.SingleOrDefaultAsync(d => d.Id == id && d.Status != DocumentStatus.Removed, cancellationToken)
        ?? throw new AppException(ErrorCode.NotFound, "There is no such document.");

    /// <summary>The names that documents have besides the one they are shown as, in order.</summary>
    public async Task<ILookup<DocumentId, string>> FurtherNamesAsync(IReadOnlyList<Document> documents, CancellationToken cancellationToken)
    {
        var shown = documents.ToDictionary(d => d.Id, d => d.Name);
        var ids = shown.Keys.ToList();
        var names = await db.DocumentNames.Where(n => ids.Contains(n.DocumentId)).Select(n => new { n.DocumentId, n.Name }).Distinct().ToListAsync(cancellationToken);
        return names.Where(n => n.Name != shown[n.DocumentId]).OrderBy(n => n.Name, StringComparer.Ordinal).ToLookup(n => n.DocumentId, n => n.Name);
    }

    /// <summary>Removes a document with all its names: neither its text nor its file is kept.</summary>
    /// <exception cref="AppException">There is none that the caller may remove.</exception>
    public async Task DeleteAsync(DocumentId id, CancellationToken cancellationToken)
    {
        var document = await GetAsync(id, cancellationToken);
        var collection = await db.Collections.AsNoTracking().SingleAsync(c => c.Id == document.CollectionId, cancellationToken);
        if (!CollectionCatalogue.MayChange(collection, caller.Required))
        {
            throw new AppException(ErrorCode.Forbidden, "This document is in somebody else's collection. You may read it, and not remove it.");
        }

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
        jobs.Pulse();
    }

    private static string Escape(string words) =>
        words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
