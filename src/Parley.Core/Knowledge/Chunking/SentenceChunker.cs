using Parley.Identity;
using Parley.Knowledge.Reading;
using Parley.Models.Tokens;

namespace Parley.Knowledge.Chunking;

/// <summary>Whole sentences, as many as fit; only a sentence that is too long by itself is cut. What is repeated are whole sentences too.</summary>
internal sealed class SentenceChunker(TokenCounter tokens) : IChunker
{
    public string Name => "sentence";

    public ValueTask<IReadOnlyList<ChunkSpan>> SplitAsync(
        DocumentText document, ChunkSizes sizes, Caller caller, CancellationToken cancellationToken)
    {
        var text = document.Text;
        var map = tokens.Map(text);
        IReadOnlyList<Cut> cuts = [Cuts.Sentence(text, 0), Cuts.Line(text), Cuts.Word(text)];
        return new(new PassagePacker(text, map, sizes).Pack(cuts, Repeated, cancellationToken));

        // From the first sentence that begins within the last tokens.
        int Repeated(int end, int fresh)
        {
            var from = map.FirstStart(end, sizes.Overlap);
            if (from >= end)
                return fresh;
            foreach (var stop in Sentences.Ends(text[from..end]))
            {
                var next = map.TrimStart(from + stop, end);
                if (next < end)
                    return next;
            }

            return fresh;
        }
    }
}
