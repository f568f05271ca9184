using Parley.Identity;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Reading;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>Cuts at empty lines: passages that tests can name.</summary>
internal sealed class ParagraphChunker : IChunker
{
    public string Name => "paragraph";

    public ValueTask<IReadOnlyList<ChunkSpan>> SplitAsync(DocumentText document, ChunkSizes sizes, Caller caller, CancellationToken cancellationToken)
    {
        var spans = new List<ChunkSpan>();
        var start = 0;
        foreach (var part in document.Text.Split("\n\n"))
        {
            if (part.Trim().Length > 0)
            {
                spans.Add(new(start, start + part.Length, part.Length));
            }

            start += part.Length + 2;
        }

        return new(spans);
    }
}
