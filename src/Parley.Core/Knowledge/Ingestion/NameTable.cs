using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Jobs;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>
/// The names that some items come under, and the documents these have: looked up and changed in one transaction, in which the
/// collection's row is held. A document that its last name leaves stays, for the same content may come under another before the job ends:
/// <see cref="NamelessSweep"/> removes it then. Of a document's names only those that change are looked at, for it may have thousands; all of them where it is read anew.
/// </summary>
internal sealed class NameTable(ParleyDbContext db, Collection collection, DateTime now)
{
    private readonly Dictionary<DocumentId, int> _counts = [];

    // Those that the name they are shown as has left, or that had none.
    private readonly HashSet<Document> _misnamed = [];

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
            var counts = db.DocumentNames.Where(n => ids.Contains(n.DocumentId)).GroupBy(n => n.DocumentId).Select(group => new { Id = group.Key, Names = group.Count() });
            await foreach (var of in counts.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                _counts[of.Id] = of.Names;
            }
        }
    }

    /// <summary>The document that has a name now; null when none has.</summary>
    public Document? Find(DocumentSource source, string key) =>
        _names.TryGetValue((source, key), out var name) ? db.Documents.Local.FindEntry(name.DocumentId)?.Entity : null;

    /// <summary>How many names a document has that was found by one of them, or was given one.</summary>
    public int CountOf(Document document) => _counts.GetValueOrDefault(document.Id);

    /// <summary>Gives a document a name, which another may have had until now.</summary>
    public async Task GiveAsync(IngestItem item, Document document, CancellationToken cancellationToken)
    {
        if (_names.TryGetValue((item.Source, item.Key), out var name))
        {
            if (name.DocumentId == document.Id && name.Name == item.Name)
            {
                return;
            }

            Leave(name);
        }

        await GainAsync(document, cancellationToken);

        if (name is not null)
        {
            (name.DocumentId, name.Name) = (document.Id, item.Name);
            return;
        }

        name = new DocumentName
        {
            CollectionId = collection.Id, Source = item.Source, SourceKey = item.Key, TenantId = collection.TenantId, DocumentId = document.Id, Name = item.Name,
        };
        db.Add(name);
        _names[(item.Source, item.Key)] = name;
    }

    /// <summary>Takes a name away, of a thing that is no more.</summary>
    public void Take(DocumentSource source, string key)
    {
        if (_names.Remove((source, key), out var name))
        {
            Leave(name);
            db.Remove(name);
        }
    }

    /// <summary>Saves what the context has. What a document is shown as is one of its names, and stays so as long as it can.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        foreach (var document in _misnamed)
        {
            var names = db.DocumentNames.Where(name => name.DocumentId == document.Id);
            if (!await names.AnyAsync(name => name.Source == document.Source && name.Name == document.Name, cancellationToken)
                && await names.OrderBy(name => name.Name).ThenBy(name => name.SourceKey).Select(name => new { name.Source, name.Name }).FirstOrDefaultAsync(cancellationToken) is { } shown)
            {
                (document.Source, document.Name, document.Revision, document.UpdatedAt) = (shown.Source, shown.Name, Revision, now);
            }
        }

        _misnamed.Clear();
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// Has the search names of a document and of its names written, whatever the rows hold: of those that are older than the column that is what
    /// the database made of them, and nothing else would see that it is to be changed.
    /// </summary>
    public async Task FoldAsync(Document document, CancellationToken cancellationToken)
    {
        Write(document, d => d.SearchName);
        if (db.Entry(document).State is EntityState.Added)
        {
            return;
        }

        foreach (var name in await db.DocumentNames.Where(name => name.DocumentId == document.Id).ToListAsync(cancellationToken))
        {
            Write(name, n => n.SearchName);
        }
    }

    private async Task GainAsync(Document document, CancellationToken cancellationToken)
    {
        var isNew = db.Entry(document).State is EntityState.Added;
        if (!isNew && !_counts.ContainsKey(document.Id))
        {
            // Found by its content, and not by a name.
            _counts[document.Id] = await db.DocumentNames.CountAsync(name => name.DocumentId == document.Id, cancellationToken);
        }

        _counts[document.Id] = CountOf(document) + 1;
        if (!isNew && CountOf(document) == 1)
        {
            _misnamed.Add(document);
        }
    }

    private void Leave(DocumentName name)
    {
        _counts[name.DocumentId] = _counts.GetValueOrDefault(name.DocumentId) - 1;
        if (db.Documents.Local.FindEntry(name.DocumentId)?.Entity is { } document && document.Source == name.Source && document.Name == name.Name)
        {
            _misnamed.Add(document);
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
}
