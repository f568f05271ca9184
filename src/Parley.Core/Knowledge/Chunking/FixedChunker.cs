using Parley.Identity;
using Parley.Knowledge.Reading;
using Parley.Models.Tokens;

namespace Parley.Knowledge.Chunking;

/// <summary>Passages of equal length, cut between words. The cheapest, and deaf to what the text says.</summary>
internal sealed class FixedChunker(TokenCounter tokens) : IChunker
{
    public string Name => "fixed";

    public ValueTask<IReadOnlyList<ChunkSpan>> SplitAsync(
        DocumentText document, ChunkSizes sizes, Caller caller, CancellationToken cancellationToken) =>
        new(new PassagePacker(document.Text, tokens.Map(document.Text), sizes).Pack([], null, cancellationToken));
}
