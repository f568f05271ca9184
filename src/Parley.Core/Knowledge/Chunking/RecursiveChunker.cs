using Parley.Identity;
using Parley.Knowledge.Reading;
using Parley.Models.Tokens;

namespace Parley.Knowledge.Chunking;

/// <summary>Cuts at the end of a paragraph where one is near, else of a line, a sentence, a word. Code is cut between definitions, tables between rows.</summary>
internal sealed class RecursiveChunker(TokenCounter tokens) : IChunker
{
    public string Name => "recursive";

    public ValueTask<IReadOnlyList<ChunkSpan>> SplitAsync(
        DocumentText document, ChunkSizes sizes, Caller caller, CancellationToken cancellationToken) =>
        new(new PassagePacker(document.Text, tokens.Map(document.Text), sizes).Pack(Cuts.For(document.Kind, document.Text), null, cancellationToken));
}
