using Parley.Identity;
using Parley.Knowledge.Reading;
using Parley.Knowledge.Reading.Formats;
using Parley.Models.Tokens;

namespace Parley.Knowledge.Chunking;

/// <summary>
/// Follows the structure of Markdown: sections stay together where they fit, small ones share a passage, and neither tables nor fenced code
/// are cut unless they are too long by themselves. A heading never ends a passage. Text of other kinds is taken for Markdown without structure.
/// </summary>
internal sealed class MarkdownChunker(TokenCounter tokens) : IChunker
{
    // How full a passage must be for a heading, or the beginning of a table or code, to end it.
    private const double Quarter = 0.25;

    public string Name => "markdown";

    public ValueTask<IReadOnlyList<ChunkSpan>> SplitAsync(
        DocumentText document, ChunkSizes sizes, Caller caller, CancellationToken cancellationToken)
    {
        var text = document.Text;
        var map = tokens.Map(text);
        var blocks = MarkdownBlocks.Find(text);
        int[] headings = [.. blocks.Where(block => block.Kind == MarkdownBlockKind.Heading).Select(block => block.Start)];
        IReadOnlyList<Cut> cuts =
        [
            new(Quarter, (low, limit) => LastHeading(blocks, low, limit)),
            new(Quarter, (low, limit) => LastBlock(blocks, low, limit, wholeOnly: true)),
            new(0.5, (low, limit) => LastBlock(blocks, low, limit, wholeOnly: false)),
            .. Cuts.For(TextKind.Prose, text),
        ];
        return new(new PassagePacker(text, map, sizes).Pack(cuts, Repeated, cancellationToken));

        // What is repeated never comes from before a heading: a passage belongs to the section that it begins in.
        int Repeated(int end, int fresh)
        {
            var heading = LastAt(headings, fresh);
            return heading == fresh ? fresh : Math.Max(heading, map.FirstStart(end, sizes.Overlap));
        }
    }

    // Of the headings in range, the last of the outermost level.
    private static int LastHeading(IReadOnlyList<MarkdownBlock> blocks, int low, int limit)
    {
        var (level, start) = (int.MaxValue, -1);
        for (var i = LastIndex(blocks, limit); i >= 0 && blocks[i].Start > low; i--)
        {
            // A heading right under another one belongs to it.
            if (blocks[i].Kind == MarkdownBlockKind.Heading && blocks[i].Level < level && !(i > 0 && blocks[i - 1].Kind == MarkdownBlockKind.Heading))
                (level, start) = (blocks[i].Level, blocks[i].Start);
        }

        return start;
    }

    private static int LastBlock(IReadOnlyList<MarkdownBlock> blocks, int low, int limit, bool wholeOnly)
    {
        for (var i = LastIndex(blocks, limit); i > 0 && blocks[i].Start > low; i--)
        {
            var whole = blocks[i].Kind is MarkdownBlockKind.Code or MarkdownBlockKind.Table;

            // A table or code that fits in front of the limit need not be kept from being cut.
            if (blocks[i - 1].Kind != MarkdownBlockKind.Heading && (!wholeOnly || (whole && blocks[i].End > limit)))
                return blocks[i].Start;
        }

        return -1;
    }

    private static int LastAt(int[] starts, int limit) => Array.BinarySearch(starts, limit) switch
    {
        >= 0 => limit,
        -1 => 0,
        var next => starts[~next - 1],
    };

    // Of the last block that begins there or before.
    private static int LastIndex(IReadOnlyList<MarkdownBlock> blocks, int position)
    {
        var (low, high) = (0, blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (blocks[middle].Start > position)
                high = middle;
            else
                low = middle + 1;
        }

        return low - 1;
    }
}
