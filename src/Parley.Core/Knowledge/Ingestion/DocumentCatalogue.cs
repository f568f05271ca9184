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

    /// <summary>The names that documents have besides the one they are shown as: the first of each, and how many there are.</summary>
    public async Task<IReadOnlyDictionary<DocumentId, FurtherNames>> FurtherNamesAsync(IReadOnlyList<Document> documents, CancellationToken cancellationToken)
    {
        var ids = documents.Select(document => document.Id).ToList();
        var names = db.DocumentNames.AsNoTracking();
        var counts = await names.Where(name => ids.Contains(name.DocumentId)).GroupBy(name => name.DocumentId).Select(group => new { Id = group.Key, Names = group.Select(name => name.Name).Distinct().Count() })
            .ToDictionaryAsync(group => group.Id, group => group.Names, cancellationToken);
        var several = documents.Where(document => counts.GetValueOrDefault(document.Id) > 1).Select(document => document.Id).ToList();

        // One more than is listed, for the one it is shown as may be among them.
        var first = await db.Documents.AsNoTracking().Where(document => several.Contains(document.Id))
            .SelectMany(document => names.Where(name => name.DocumentId == document.Id).OrderBy(name => name.Name).ThenBy(name => name.SourceKey).Take(FurtherNames.MaxListed + 1))
            .Select(name => new { name.DocumentId, name.Name }).ToListAsync(cancellationToken);
        var listed = first.ToLookup(name => name.DocumentId, name => name.Name);
        return documents.ToDictionary(document => document.Id, document => new FurtherNames(
            [.. listed[document.Id].Distinct().Where(name => name != document.Name).Order(StringComparer.Ordinal).Take(FurtherNames.MaxListed)],
            Math.Max(0, counts.GetValueOrDefault(document.Id) - 1)));
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

/// <summary>Names of a document besides the one it is shown as.</summary>
/// <param name="Listed">The first of them, in order.</param>
/// <param name="Total">How many there are.</param>
public sealed record FurtherNames(IReadOnlyList<string> Listed, int Total)
{
    /// <summary>The most that are listed: there may be thousands of files with one content.</summary>
    public const int MaxListed = 20;
}
