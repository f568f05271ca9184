using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>
/// Removes documents that have no name left. At the end of a job, or while there is none, and not before: content that moved to another name is
/// handled after the name that it left, or before, and is the same document either way. Without filters, because whose they are does not depend on who asks.
/// </summary>
internal static class NamelessSweep
{
    /// <summary>Documents that one transaction removes.</summary>
    private const int AtOnce = 100;

    /// <summary>Documents without a name, of every collection.</summary>
    /// <param name="afterFolder">
    /// Whether a job has gone through a folder to its end. Before that, what was read of a folder's file may be what another file of it is by now, which
    /// nobody has come to: it stays found.
    /// </param>
    public static IQueryable<Document> Nameless(ParleyDbContext db, bool afterFolder)
    {
        var names = db.DocumentNames.IgnoreQueryFilters();
        return db.Documents.IgnoreQueryFilters().Where(d => d.Status != DocumentStatus.Removed && !names.Any(name => name.DocumentId == d.Id)
            && (afterFolder || d.Source != DocumentSource.Folder || d.Status != DocumentStatus.Ready));
    }

    /// <summary>Removes some, in a transaction of whoever asks.</summary>
    /// <returns>Whether there may be more.</returns>
    public static async Task<bool> RunAsync(ParleyDbContext db, CollectionId id, bool afterFolder, DateTime now, CancellationToken cancellationToken)
    {
        var nameless = Nameless(db, afterFolder).Where(d => d.CollectionId == id);
        if (!await nameless.AnyAsync(cancellationToken) || await DocumentRemoval.RaiseRevisionAsync(db, id, now, cancellationToken) is not { } revision)
        {
            return false;
        }

        var found = await nameless.OrderBy(d => d.Id).Take(AtOnce).ToListAsync(cancellationToken);
        await DocumentRemoval.RemoveAsync(db, found, revision, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return found.Count == AtOnce;
    }
}
