using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Jobs;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>
/// The names that some items come under, and the documents these have: looked up and changed in one transaction, in which the
/// collection's row is held. A document that its last name leaves is removed.
/// </summary>
internal sealed class NameTable(ParleyDbContext db, Collection collection, DateTime now)
{
    private Dictionary<(DocumentSource, string), DocumentName> _names = [];

    /// <summary>The collection's revision with which documents change here. Raised before any of them does.</summary>
    public long Revision { get; private set; }

    /// <summary>Holds the collection's row until the transaction ends, for whatever changes no document that is found.</summary>
    /// <exception cref="JobFailedException">The collection is gone.</exception>
    public async Task HoldAsync(CancellationToken cancellationToken)
    {
        if (await FileSweep.LockAsync(db, collection.Id, cancellationToken) == 0)
        {
            throw Gone();
        }
    }

    /// <summary>Holds the row, and gives <see cref="Revision"/> its value.</summary>
    /// <exception cref="JobFailedException">The collection is gone.</exception>
    public async Task RaiseRevisionAsync(CancellationToken cancellationToken) =>
        Revision = await DocumentRemoval.RaiseRevisionAsync(db, collection.Id, now, cancellationToken) ?? throw Gone();

    /// <summary>Looks up who has these names. The row is to be held.</summary>
    public async Task LoadAsync(IEnumerable<(DocumentSource Source, string Key)> items, CancellationToken cancellationToken)
    {
        // The source too, which the index has before the key.
        var wanted = items.ToHashSet();
        var (sources, keys) = (wanted.Select(item => item.Source).Distinct().ToList(), wanted.Select(item => item.Key).ToList());
        var found = await db.DocumentNames.Where(n => n.CollectionId == collection.Id && sources.Contains(n.Source) && keys.Contains(n.SourceKey)).ToListAsync(cancellationToken);
        _names = found.Where(name => wanted.Contains((name.Source, name.SourceKey))).ToDictionary(name => (name.Source, name.SourceKey));
        var ids = found.Select(name => name.DocumentId).Distinct().ToList();
        if (ids.Count > 0)
        {
            await db.Documents.Where(d => ids.Contains(d.Id)).LoadAsync(cancellationToken);
            await db.DocumentNames.Where(n => ids.Contains(n.DocumentId)).LoadAsync(cancellationToken);
        }
    }

    /// <summary>The document that has a name now; null when none has.</summary>
    public Document? Find(DocumentSource source, string key) =>
        _names.TryGetValue((source, key), out var name) ? db.Documents.Local.FindEntry(name.DocumentId)?.Entity : null;

    /// <summary>How many names a document has that was found by one of them.</summary>
    public int CountOf(Document document) => Of(document.Id).Count();

    /// <summary>Gives a document a name, which another may have had until now.</summary>
    public async Task GiveAsync(IngestItem item, Document document, CancellationToken cancellationToken)
    {
        if (!_names.TryGetValue((item.Source, item.Key), out var name))
        {
            name = new DocumentName
            {
                CollectionId = collection.Id, Source = item.Source, SourceKey = item.Key, TenantId = collection.TenantId, DocumentId = document.Id, Name = item.Name,
            };
            db.Add(name);
            _names[(item.Source, item.Key)] = name;
            return;
        }

        var before = name.DocumentId;
        (name.DocumentId, name.Name) = (document.Id, item.Name);
        await LeaveAsync(before, cancellationToken);
    }

    /// <summary>Takes a name away, of a thing that is no more.</summary>
    public async Task TakeAsync(DocumentSource source, string key, CancellationToken cancellationToken)
    {
        if (_names.Remove((source, key), out var name))
        {
            db.Remove(name);
            await LeaveAsync(name.DocumentId, cancellationToken);
        }
    }

    // What a document is shown as is one of its names, and stays so as long as it can.
    private async Task LeaveAsync(DocumentId id, CancellationToken cancellationToken)
    {
        if (db.Documents.Local.FindEntry(id)?.Entity is not { } document)
        {
            return;
        }

        var names = Of(id).ToList();
        if (names.Count == 0)
        {
            // Saved first: what is removed here takes the names that the database knows of with it.
            await db.SaveChangesAsync(cancellationToken);
            await DocumentRemoval.RemoveAsync(db, [document], Revision, now, cancellationToken);
        }
        else if (!names.Any(name => name.Source == document.Source && name.Name == document.Name))
        {
            var shown = names.OrderBy(name => name.Name, StringComparer.Ordinal).ThenBy(name => name.SourceKey, StringComparer.Ordinal).First();
            (document.Source, document.Name, document.Revision, document.UpdatedAt) = (shown.Source, shown.Name, Revision, now);
        }
    }

    /// <summary>
    /// Has the search names of a document and of its names written, whatever the rows hold: of those that are older than the column that is what
    /// the database made of them, and nothing else would see that it is to be changed.
    /// </summary>
    public void Fold(Document document)
    {
        Write(document, d => d.SearchName);
        foreach (var name in Of(document.Id).ToList())
        {
            Write(name, n => n.SearchName);
        }
    }

    private void Write<TEntity>(TEntity row, Expression<Func<TEntity, string>> property)
        where TEntity : class
    {
        if (db.Entry(row) is { State: not EntityState.Added } entry)
        {
            entry.Property(property).IsModified = true;
        }
    }

    private static JobFailedException Gone() => new("The collection was deleted.");

    private IEnumerable<DocumentName> Of(DocumentId id) => db.DocumentNames.Local.Where(name => name.DocumentId == id);
}
