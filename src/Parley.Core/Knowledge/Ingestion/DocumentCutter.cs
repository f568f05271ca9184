using Parley.Identity;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Library;
using Parley.Knowledge.Reading;

namespace Parley.Knowledge.Ingestion;

/// <summary>Cuts what was read into passages, each with its page and the headings above it.</summary>
internal sealed class DocumentCutter(IEnumerable<IChunker> chunkers)
{
    private const string Auto = "auto";
    private const int DefaultTokens = 400;
    private const int DefaultOverlap = 50;

    private readonly Dictionary<string, IChunker> _chunkers = chunkers.ToDictionary(chunker => chunker.Name);

    /// <summary>Names the way of cutting, for <see cref="Document.IndexedAs"/>.</summary>
    public static string Describe(ChunkingChoice? choice) => $"{choice?.Chunker ?? Auto}/{SizesOf(choice).Tokens}/{SizesOf(choice).Overlap}";

    public async Task<IReadOnlyList<Chunk>> CutAsync(DocumentText text, DocumentLayout layout, ChunkingChoice? choice, Caller caller, CancellationToken cancellationToken)
    {
        var name = choice?.Chunker is null or Auto ? (text.Kind is TextKind.Markdown ? "markdown" : "recursive") : choice.Chunker;
        var spans = await _chunkers[name].SplitAsync(text, SizesOf(choice), caller, cancellationToken);
        return [.. spans.Select((span, i) => new Chunk
        {
            Id = ChunkId.New(), Ordinal = i, StartsAt = span.Start, EndsAt = span.End, Tokens = span.Tokens, Text = text.Text[span.Start..span.End],
            Page = layout.PageAt(span.Start), Section = layout.SectionAt(span.Start),
        })];
    }

    private static ChunkSizes SizesOf(ChunkingChoice? choice)
    {
        var tokens = choice?.Tokens ?? DefaultTokens;
        return new(tokens, choice?.Overlap ?? Math.Min(DefaultOverlap, tokens / 2));
    }
}
