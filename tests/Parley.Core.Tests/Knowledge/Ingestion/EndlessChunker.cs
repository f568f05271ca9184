using Parley.Identity;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Reading;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>Comes to an end when it is told to, and not before.</summary>
internal sealed class EndlessChunker : IChunker
{
    public string Name => "endless";

    public async ValueTask<IReadOnlyList<ChunkSpan>> SplitAsync(DocumentText document, ChunkSizes sizes, Caller caller, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return [];
    }
}
