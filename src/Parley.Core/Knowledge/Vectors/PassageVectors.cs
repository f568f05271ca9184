using Microsoft.Extensions.Options;
using Parley.Identity;
using Parley.Knowledge.Embedding;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Vectors;

/// <summary>
/// Makes the vectors of passages and puts them into the store. Without an embedder and a store there are none, and passages are
/// found by their words.
/// </summary>
public sealed class PassageVectors(IEnumerable<IEmbedder> embedders, IEnumerable<IVectorStore> stores, IOptions<IngestionOptions> options)
{
    /// <summary>Texts in one call: enough to keep every processor busy, few enough to stop soon.</summary>
    private const int TextsAtOnce = 256;

    private readonly IEmbedder? _embedder = embedders.LastOrDefault();
    private readonly IVectorStore? _store = stores.LastOrDefault();

    public bool AreMade => options.Value.Embed && _embedder is not null && _store is not null;

    /// <summary>Names the model, for <see cref="Document.IndexedAs"/>.</summary>
    public string Name => AreMade ? _embedder!.Name : "none";

    /// <summary>Embeds passages whose rows are written, those of all documents together, and gives the vectors to the store.</summary>
    public async Task WriteAsync(
        Guid tenant, CollectionId collection, IEnumerable<(Chunk Chunk, PassageTraits Traits)> passages, Caller caller, CancellationToken cancellationToken)
    {
        if (!AreMade || _embedder is null || _store is null)
        {
            return;
        }

        var windows = passages.SelectMany(passage => Windows.Of(passage.Chunk.Text, _embedder.Window)
            .Select((text, i) => (passage.Chunk, passage.Traits, Window: i, Text: text)));
        foreach (var part in windows.Chunk(TextsAtOnce))
        {
            var vectors = await _embedder.EmbedAsync([.. part.Select(window => window.Text)], caller, cancellationToken);

            // A text with nothing in it to embed is near to nothing.
            var entries = part.Zip(vectors).Where(pair => pair.Second.AsSpan().ContainsAnyExcept(0f))
                .Select(pair => new VectorEntry(pair.First.Chunk.Id.Value, pair.First.Window, pair.Second, pair.First.Traits)).ToList();
            if (entries.Count > 0)
            {
                await _store.UpsertAsync(SpaceOf(tenant, collection, _embedder), entries, cancellationToken);
            }
        }
    }

    /// <summary>Takes away the vectors of passages that are no more. What a crash leaves behind is found by nobody: hits are joined with live rows.</summary>
    public Task DeleteAsync(Guid tenant, CollectionId collection, IReadOnlyList<Guid> chunks, CancellationToken cancellationToken) =>
        _embedder is not null && _store is not null && chunks.Count > 0
            ? _store.DeleteAsync(SpaceOf(tenant, collection, _embedder), chunks, cancellationToken)
            : Task.CompletedTask;

    public Task DeleteSpaceAsync(Guid tenant, CollectionId collection, CancellationToken cancellationToken) =>
        _embedder is not null && _store is not null ? _store.DeleteSpaceAsync(SpaceOf(tenant, collection, _embedder), cancellationToken) : Task.CompletedTask;

    private static VectorSpace SpaceOf(Guid tenant, CollectionId collection, IEmbedder embedder) => new(tenant, collection.Value, embedder.Name, embedder.Dimensions);
}
