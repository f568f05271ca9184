using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Knowledge.Reading;
using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Evaluation;

/// <summary>
/// Lays the documents of a set into a collection by the code of ingestion: read as text files, cut, staged, embedded and flipped. What
/// it leaves out is the job: a set is laid down at once or not at all.
/// </summary>
internal sealed class EvaluationLibrary(
    IServiceScopeFactory scopes, ReaderCatalogue readers, DocumentCutter cutter, PassageVectors vectors, WriterQueue writers, TimeProvider clock)
{
    private const int DocumentsAtOnce = 64;

    /// <returns>The collection, the set's names of its documents, and how many passages they have.</returns>
    public async Task<(Guid Collection, IReadOnlyDictionary<Guid, string> Names, int Passages)> AddAsync(
        EvaluationSet set, Caller caller, EvaluationRequest request, CancellationToken cancellationToken)
    {
        var collection = await InScopeAsync(caller, services =>
            services.GetRequiredService<CollectionCatalogue>().CreateAsync(new CollectionContent { Name = set.Name }, cancellationToken));
        var names = new Dictionary<Guid, string>();
        var (laid, passages) = (0, 0);
        foreach (var batch in set.Documents.Chunk(DocumentsAtOnce))
        {
            var changes = new List<DocumentChange>();
            foreach (var document in batch)
            {
                if (await ReadAsync(document, changes.Count, caller, cancellationToken) is { } change)
                {
                    changes.Add(change);
                }
            }

            await WriteAsync(collection, changes, caller, cancellationToken);
            foreach (var change in changes)
            {
                names.Add(change.Staged!.Value.Document.Value, change.Item.Key);
                passages += change.Chunks.Count;
            }

            laid += batch.Length;
            request.Progress?.Report(($"{set.Name}: indexing", laid, set.Documents.Count));
        }

        return (collection.Id.Value, names, passages);
    }

    // One without any text is refused as such a file is, and found by nothing.
    private async Task<DocumentChange?> ReadAsync(EvaluationDocument document, int ordinal, Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            var read = await readers.ReadAsync(new DocumentFile("document.txt", Encoding.UTF8.GetBytes(document.Text)), cancellationToken);
            var text = document.Title.Length == 0 ? read : read with { Metadata = read.Metadata with { Title = document.Title } };
            var layout = new DocumentLayout(text.Kind, text.Pages, text.Sections);
            var item = new IngestItem(DocumentSource.Upload, document.Id, document.Title.Length > 0 ? document.Title : document.Id);

            // With its name: of two documents that say the same, either may be the one that answers.
            var bytes = Encoding.UTF8.GetBytes($"{document.Id}\n{document.Text}");
            return new DocumentChange(ordinal, item, ItemContent.HashOf(bytes), bytes.Length, "text/plain")
            {
                Text = text,
                Layout = layout,
                Chunks = await cutter.CutAsync(text, layout, choice: null, caller, cancellationToken),
                IndexedAs = $"{cutter.Describe(null)} {vectors.Name}",
            };
        }
        catch (DocumentReadException)
        {
            return null;
        }
    }

    private async Task WriteAsync(Collection collection, List<DocumentChange> changes, Caller caller, CancellationToken cancellationToken)
    {
        await InTransactionAsync(caller, db => WriterTo(db, collection).StageAsync(changes, cancellationToken), cancellationToken);
        await vectors.WriteAsync(collection.TenantId, collection.Id, changes.SelectMany(change => change.Passages()), caller, cancellationToken);
        await InTransactionAsync(caller, db => WriterTo(db, collection).ApplyAsync(changes, cancellationToken), cancellationToken);
    }

    private DocumentWriter WriterTo(ParleyDbContext db, Collection collection) =>
        new(db, collection, new IngestRequest { Collection = collection.Id.Value }, job: default, clock.GetUtcNow().UtcDateTime);

    private async Task InTransactionAsync(Caller caller, Func<ParleyDbContext, Task> work, CancellationToken cancellationToken) =>
        await InScopeAsync(caller, async services =>
        {
            var db = services.GetRequiredService<ParleyDbContext>();
            using var turn = await writers.EnterAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await work(db);
            await transaction.CommitAsync(cancellationToken);
            return true;
        });

    private async Task<TResult> InScopeAsync<TResult>(Caller caller, Func<IServiceProvider, Task<TResult>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller;
        return await work(scope.ServiceProvider);
    }
}
