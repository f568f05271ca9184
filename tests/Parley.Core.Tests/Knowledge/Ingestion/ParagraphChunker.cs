using Parley.Identity;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Reading;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>Cuts at empty lines: passages that tests can name.</summary>
internal sealed class ParagraphChunker : IChunker
{
    public string Name => "paragraph";

    /// <summary>What happens when a text has been read, and nothing of it is written.</summary>
    public Func<string, Task> BeforeSplit { get; set; } = _ => Task.CompletedTask;

    public async ValueTask<IReadOnlyList<ChunkSpan>> SplitAsync(DocumentText document, ChunkSizes sizes, Caller caller, CancellationToken cancellationToken)
    {
        await BeforeSplit(document.Text);
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

        return spans;
    }
}
