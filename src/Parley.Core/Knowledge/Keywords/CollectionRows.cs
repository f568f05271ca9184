using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Knowledge.Library;
using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Keywords;

/// <summary>
/// What the database holds of collections, for the indexes that follow it. Read without anybody's eyes: an index is of a collection,
/// and who may search it was settled before it was asked for.
/// </summary>
public sealed class CollectionRows(IServiceScopeFactory scopes)
{
    private const int DocumentsAtOnce = 256;

    /// <summary>Of the text of documents that are read together, unless it is one's alone. Bounds memory: a document may be a word, or a library.</summary>
    private const long CharactersAtOnce = 4_000_000;

    /// <summary>How far each of these collections is; those that are gone are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, CollectionState>> StatesAsync(IReadOnlyList<Guid> collections, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var ids = collections.Select(id => new CollectionId(id)).ToArray();
        return await scope.ServiceProvider.GetRequiredService<ParleyDbContext>().Collections.IgnoreQueryFilters()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.Revision, c.ForgottenRevision })
            .ToDictionaryAsync(c => c.Id.Value, c => new CollectionState(c.Revision, c.ForgottenRevision), cancellationToken);
    }

    /// <summary>The documents that changed after a revision and up to another, in batches; those that are gone have no passages.</summary>
    public async IAsyncEnumerable<IReadOnlyList<IndexedDocument>> ChangesAsync(
        Guid collection, long after, long through, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        var id = new CollectionId(collection);
        var changed = await db.Documents.IgnoreQueryFilters().AsNoTracking()
            .Where(d => d.CollectionId == id && d.Revision > after && d.Revision <= through)
            .OrderBy(d => d.Revision).ThenBy(d => d.Id)
            .Select(d => new Row(d.Id, d.Status, d.Generation, d.Title ?? d.Name, d.MediaType, d.Language, d.Date ?? d.CreatedAt, d.Tags, d.TextLength))
            .ToListAsync(cancellationToken);
        foreach (var batch in changed.InPortions(DocumentsAtOnce, CharactersAtOnce, row => row.TextLength))
        {
            yield return await ReadAsync(db, batch, cancellationToken);
        }
    }

    // A document that changes while this reads may come in part. Its revision is then above the one the index will say it is at,
    // so that the next search reads it again.
    private static async Task<IReadOnlyList<IndexedDocument>> ReadAsync(ParleyDbContext db, IReadOnlyList<Row> rows, CancellationToken cancellationToken)
    {
        var found = rows.Where(row => row.IsFound).ToDictionary(row => row.Id, row => (Row: row, Passages: new List<IndexedPassage>()));
        var ids = found.Keys.ToArray();
        var chunks = db.Chunks.IgnoreQueryFilters().AsNoTracking().Where(c => ids.Contains(c.DocumentId))
            .OrderBy(c => c.DocumentId).ThenBy(c => c.Ordinal)
            .Select(c => new { c.Id, c.DocumentId, c.Generation, c.Section, c.Text });
        await foreach (var chunk in chunks.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (found[chunk.DocumentId] is var (row, passages) && row.Generation == chunk.Generation)
            {
                passages.Add(new IndexedPassage(chunk.Id.Value, chunk.Section, chunk.Text));
            }
        }

        return [.. rows.Select(row => row.ToDocument(found.TryGetValue(row.Id, out var read) ? read.Passages : []))];
    }

    private sealed record Row(
        DocumentId Id, DocumentStatus Status, int Generation, string Title, string MediaType, string? Language, DateTime Date, string Tags, int TextLength)
    {
        // One that failed or waits may still have the generation it had before.
        public bool IsFound => Status is not DocumentStatus.Removed && Generation > 0;

        public IndexedDocument ToDocument(IReadOnlyList<IndexedPassage> passages) => new(
            Id.Value, new PassageTraits(Id.Value, MediaType, Language, Date, DocumentWords.Read(Tags)), Title, passages);
    }
}

/// <param name="Revision">The state of the collection's rows.</param>
/// <param name="Forgotten">An index made before this revision cannot be brought up to date.</param>
public readonly record struct CollectionState(long Revision, long Forgotten);
