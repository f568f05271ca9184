using Microsoft.Extensions.Options;
using Parley.Identity;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Library;
using Parley.Knowledge.Reading;

namespace Parley.Knowledge.Ingestion;

/// <summary>Cuts what was read into passages, each with its page and the headings above it.</summary>
internal sealed class DocumentCutter(ChunkerCatalogue chunkers, IOptions<ChunkingOptions> options, TimeProvider clock)
{
    /// <summary>Names the way of cutting, for <see cref="Document.IndexedAs"/>.</summary>
    public string Describe(ChunkingChoice? choice) => $"{choice?.Chunker ?? options.Value.Chunker}/{SizesOf(choice).Tokens}/{SizesOf(choice).Overlap}";

    /// <exception cref="DocumentReadException">It takes too long.</exception>
    public async Task<IReadOnlyList<Chunk>> CutAsync(DocumentText text, DocumentLayout layout, ChunkingChoice? choice, Caller caller, CancellationToken cancellationToken)
    {
        var spans = await SplitAsync(text, choice, caller, cancellationToken);
        return [.. spans.Select((span, i) => new Chunk
        {
            Id = ChunkId.New(), Ordinal = i, StartsAt = span.Start, EndsAt = span.End, Tokens = span.Tokens, Text = text.Text[span.Start..span.End],
            Page = layout.PageAt(span.Start), Section = layout.SectionAt(span.Start),
        })];
    }

    private async Task<IReadOnlyList<ChunkSpan>> SplitAsync(DocumentText text, ChunkingChoice? choice, Caller caller, CancellationToken cancellationToken)
    {
        var timeout = options.Value.Timeout;
        using var limit = new CancellationTokenSource(timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await chunkers.SplitAsync(text, choice?.Chunker, SizesOf(choice), caller, both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new DocumentReadException(ReadFailure.TimedOut, $"Cutting the text of the file into passages took longer than {timeout.TotalSeconds:0} seconds.");
        }
    }

    private ChunkSizes SizesOf(ChunkingChoice? choice)
    {
        var tokens = choice?.Tokens ?? options.Value.Tokens;
        return new(tokens, choice?.Overlap ?? Math.Min(options.Value.Overlap, tokens / 2));
    }
}
