using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Embedding;
using Parley.Knowledge.Library;
using Parley.Knowledge.Reading;
using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Evaluation;

/// <summary>
/// Lays the documents of a set into a collection as ingestion would: the same chunker, the same embedder, the same store. What it leaves
/// out is the file: the text is given.
/// </summary>
internal sealed class EvaluationLibrary(
    IServiceScopeFactory scopes, IEnumerable<IChunker> chunkers, IEnumerable<IEmbedder> embedders, IEnumerable<IVectorStore> stores, TimeProvider clock)
{
    private const int DocumentsAtOnce = 64;
    private static readonly ChunkSizes Sizes = new(400, 50);

    private readonly IChunker? _chunker = chunkers.FirstOrDefault(chunker => chunker.Name == "recursive");
    private readonly IEmbedder? _embedder = embedders.LastOrDefault();
    private readonly IVectorStore? _store = stores.LastOrDefault();

    /// <returns>The collection, the set's names of its documents, and how many passages they have.</returns>
    public async Task<(Guid Collection, IReadOnlyDictionary<Guid, string> Names, int Passages)> AddAsync(
        EvaluationSet set, Caller caller, EvaluationRequest request, CancellationToken cancellationToken)
    {
        var collection = NewCollection(set.Name, caller);
        await SaveAsync(caller, db => db.Add(collection), cancellationToken);
        var names = new Dictionary<Guid, string>();
        var passages = 0;
        foreach (var batch in set.Documents.Chunk(DocumentsAtOnce))
        {
            var chunks = new List<Chunk>();
            foreach (var document in batch)
            {
                var row = NewDocument(document, collection);
                names.Add(row.Id.Value, document.Id);
                chunks.AddRange(await CutAsync(document, row, caller, cancellationToken));
                await SaveAsync(caller, db => db.AddRange([row, .. chunks.Where(chunk => chunk.DocumentId == row.Id)]), cancellationToken);
            }

            await EmbedAsync(collection, chunks, caller, cancellationToken);
            passages += chunks.Count;
            request.Progress?.Report(($"{set.Name}: indexing", names.Count, set.Documents.Count));
        }

        return (collection.Id.Value, names, passages);
    }

    private async Task<IReadOnlyList<Chunk>> CutAsync(EvaluationDocument document, Document row, Caller caller, CancellationToken cancellationToken)
    {
        if (document.Text.Length == 0)
        {
            return [];
        }

        var text = new DocumentText(document.Text, TextKind.Prose);
        var spans = _chunker is null ? [new ChunkSpan(0, document.Text.Length, 1)] : await _chunker.SplitAsync(text, Sizes, caller, cancellationToken);
        return [.. spans.Select((span, i) => new Chunk
        {
            Id = ChunkId.New(),
            TenantId = row.TenantId,
            CollectionId = row.CollectionId,
            DocumentId = row.Id,
            Generation = row.Generation,
            Ordinal = i,
            StartsAt = span.Start,
            EndsAt = span.End,
            Tokens = span.Tokens,
            Text = document.Text[span.Start..span.End],
        })];
    }

    private async Task EmbedAsync(Collection collection, List<Chunk> chunks, Caller caller, CancellationToken cancellationToken)
    {
        if (_embedder is null || _store is null)
        {
            return;
        }

        var windows = chunks.SelectMany(chunk => Windows.Of(chunk.Text, _embedder.Window).Select((text, i) => (Chunk: chunk, Window: i, Text: text))).ToList();
        var vectors = await _embedder.EmbedAsync([.. windows.Select(window => window.Text)], caller, cancellationToken);
        var entries = windows.Zip(vectors).Where(pair => pair.Second.AsSpan().ContainsAnyExcept(0f)).Select(pair => new VectorEntry(
            pair.First.Chunk.Id.Value, pair.First.Window, pair.Second, new PassageTraits(pair.First.Chunk.DocumentId.Value, "text/plain", null, null, []))).ToList();
        await _store.UpsertAsync(new VectorSpace(collection.TenantId, collection.Id.Value, _embedder.Name, _embedder.Dimensions), entries, cancellationToken);
    }

    private async Task SaveAsync(Caller caller, Action<ParleyDbContext> change, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller;
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        change(db);
        await db.SaveChangesAsync(cancellationToken);
    }

    private Collection NewCollection(string name, Caller caller) => new()
    {
        Id = CollectionId.New(),
        TenantId = caller.TenantId,
        OwnerId = caller.UserId,
        Name = name,
        Description = "",
        Revision = 1,
        CreatedAt = clock.GetUtcNow().UtcDateTime,
        UpdatedAt = clock.GetUtcNow().UtcDateTime,
    };

    private static Document NewDocument(EvaluationDocument document, Collection collection) => new()
    {
        Id = DocumentId.New(),
        TenantId = collection.TenantId,
        CollectionId = collection.Id,
        SourceKey = document.Id,
        Name = document.Title.Length > 0 ? document.Title : document.Id,
        Title = document.Title,
        MediaType = "text/plain",
        ContentHash = document.Id,
        Status = DocumentStatus.Ready,
        Generation = 1,
        Revision = 1,
        Keywords = "[]",
        Tags = "[]",
        TextLength = document.Text.Length,
        CreatedAt = collection.CreatedAt,
        UpdatedAt = collection.CreatedAt,
    };
}
