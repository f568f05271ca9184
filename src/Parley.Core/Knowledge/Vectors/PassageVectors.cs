using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Identity;
using Parley.Knowledge.Embedding;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Knowledge.Vectors.Outside;
using Parley.Models;

namespace Parley.Knowledge.Vectors;

/// <summary>
/// Makes the vectors of passages and puts them into the store. Without an embedder and a store there are none, and passages are
/// found by their words.
/// </summary>
public sealed partial class PassageVectors(
    OutsideLedger ledger, TimeProvider clock, IOptions<IngestionOptions> options, ILogger<PassageVectors> logger, IEmbedder? embedder = null, IVectorStore? store = null)
{
    /// <summary>Texts in one call: enough to keep every processor busy, few enough to stop soon.</summary>
    private const int TextsAtOnce = 256;

    public bool AreMade => options.Value.Embed && embedder is not null && store is not null;

    /// <summary>Names the model, for <see cref="Document.IndexedAs"/>.</summary>
    public string Name => AreMade ? embedder!.Name : "none";

    /// <summary>Embeds passages whose rows are written, those of all documents together, and gives the vectors to the store.</summary>
    public async Task WriteAsync(
        Guid tenant, CollectionId collection, IEnumerable<(Chunk Chunk, string Text, PassageTraits Traits)> passages, Caller caller, CancellationToken cancellationToken)
    {
        if (!AreMade || embedder is null || store is null)
        {
            return;
        }

        var windows = passages.SelectMany(passage => Windows.Of(passage.Text, embedder.Window)
            .Select((text, i) => (passage.Chunk, passage.Traits, Window: i, Text: text)));
        foreach (var part in windows.Chunk(TextsAtOnce))
        {
            var vectors = await embedder.EmbedAsync([.. part.Select(window => window.Text)], caller, cancellationToken);

            // A text with nothing in it to embed is near to nothing.
            var entries = part.Zip(vectors).Where(pair => pair.Second.AsSpan().ContainsAnyExcept(0f))
                .Select(pair => new VectorEntry(pair.First.Chunk.Id.Value, pair.First.Window, pair.Second, pair.First.Traits)).ToList();
            if (entries.Count > 0)
            {
                await UpsertAsync(store, SpaceOf(tenant, collection, embedder), entries, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Has the store forget what it keeps of a collection that is gone, beside the rows. Of stores outside the database everything that is to be removed is written
    /// down, see <see cref="OwedRemoval"/>.
    /// </summary>
    public async Task ForgetSpaceAsync(Guid tenant, CollectionId collection, Caller caller, CancellationToken cancellationToken)
    {
        if (store is { FollowsRows: true } && await MadeSpaceAsync(tenant, collection, caller, cancellationToken) is { } space)
        {
            await store.DeleteSpaceAsync(space, cancellationToken);
        }
    }

    private async Task UpsertAsync(IVectorStore into, VectorSpace space, List<VectorEntry> entries, CancellationToken cancellationToken)
    {
        if (into.FollowsRows)
        {
            await into.UpsertAsync(space, entries, cancellationToken);
            return;
        }

        await ledger.AnnounceAsync(into.Name, space, entries.Select(entry => entry.ChunkId), cancellationToken);
        using var patience = new CancellationTokenSource(OutsideLedger.LongestWrite, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await into.UpsertAsync(space, entries, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AppException(ErrorCode.ServiceUnavailable, $"The vector store {into.Name} takes too long to write. Try again; if it stays so, look at its log.", e) { Retryable = true };
        }
    }

    // A space is named by its dimensions too, and a provider's model says those only with its first vector since the start.
    private async Task<VectorSpace?> MadeSpaceAsync(Guid tenant, CollectionId collection, Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            if (embedder is { Dimensions: 0 })
            {
                await embedder.EmbedAsync(["dimensions"], caller, cancellationToken);
            }
        }
        catch (Exception e) when (e is ModelException or AppException)
        {
            LogLeft(e, collection);
            return null;
        }

        return embedder is null ? null : SpaceOf(tenant, collection, embedder);
    }

    [LoggerMessage(LogLevel.Warning, "The saved index of {Collection}, which was deleted, stays on the disk: the embedding model does not answer")]
    private partial void LogLeft(Exception error, CollectionId collection);

    private static VectorSpace SpaceOf(Guid tenant, CollectionId collection, IEmbedder embedder) => new(tenant, collection.Value, embedder.Name, embedder.Dimensions);
}
