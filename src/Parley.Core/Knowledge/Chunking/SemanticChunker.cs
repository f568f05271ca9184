using System.Numerics.Tensors;
using Parley.Identity;
using Parley.Knowledge.Embedding;
using Parley.Knowledge.Reading;
using Parley.Models.Tokens;

namespace Parley.Knowledge.Chunking;

/// <summary>
/// Cuts where the meaning changes: sentences are embedded, each with its neighbours, and passages end where two that follow one another
/// are least alike. As the sentence chunker does where nothing can embed. The slowest by far: every sentence is embedded.
/// </summary>
internal sealed class SemanticChunker(TokenCounter tokens, IEmbedder? embedder = null) : IChunker
{
    private const int Batch = 128;

    // One in ten of the places between sentences is a change of topic, unless its neighbours would get too short.
    private const double ShareOfChanges = 0.1;

    // Equal texts are not quite at a distance of zero.
    private const double Noise = 0.001;

    private readonly SentenceChunker withoutEmbedder = new(tokens);

    public string Name => "semantic";

    public async ValueTask<IReadOnlyList<ChunkSpan>> SplitAsync(
        DocumentText document, ChunkSizes sizes, Caller caller, CancellationToken cancellationToken)
    {
        var ends = Sentences.Ends(document.Text);
        if (embedder is null || ends.Count < 3)
            return await withoutEmbedder.SplitAsync(document, sizes, caller, cancellationToken);

        // 1. How far apart the two sentences at each end are.
        var distances = await DistancesAsync(document.Text, ends, embedder, caller, cancellationToken);

        // 2. Passages end at the farthest of those within reach, and at a true change of topic as soon as a quarter is full.
        var change = distances.Order().ElementAt((int)((distances.Length - 1) * (1 - ShareOfChanges)));
        var map = tokens.Map(document.Text);
        IReadOnlyList<Cut> cuts =
        [
            new(0.25, (low, limit) => First(ends, distances, low, limit, change)),
            new(0.25, (low, limit) => Farthest(ends, distances, low, limit)),
            .. Cuts.For(TextKind.Prose, document.Text),
        ];
        return new PassagePacker(document.Text, map, sizes).Pack(cuts, Repeated, cancellationToken);

        int Repeated(int end, int fresh)
        {
            var from = map.FirstStart(end, sizes.Overlap);
            var sentence = ends.BinarySearch(from);
            var next = map.TrimStart(from == 0 ? 0 : ends[Math.Min(ends.Count - 1, sentence < 0 ? ~sentence : sentence)], fresh);
            return next < end ? next : fresh;
        }
    }

    private static int First(List<int> ends, double[] distances, int low, int limit, double atLeast)
    {
        for (var i = IndexBehind(ends, low); i < distances.Length && ends[i] <= limit; i++)
        {
            // Neighbours blur a change over three places; it is at the highest of them.
            var highest = (i == 0 || distances[i - 1] <= distances[i]) && (i + 1 == distances.Length || distances[i + 1] <= distances[i]);
            if (highest && distances[i] >= atLeast && distances[i] > Noise)
                return ends[i];
        }

        return -1;
    }

    private static int Farthest(List<int> ends, double[] distances, int low, int limit)
    {
        var best = -1;
        for (var i = IndexBehind(ends, low); i < distances.Length && ends[i] <= limit; i++)
        {
            if (best < 0 || distances[i] >= distances[best])
                best = i;
        }

        return best < 0 ? -1 : ends[best];
    }

    private static int IndexBehind(List<int> ends, int position) => ends.BinarySearch(position) is >= 0 and var at ? at + 1 : ~ends.BinarySearch(position);

    // One for each end of a sentence but the last.
    private static async Task<double[]> DistancesAsync(
        string text, List<int> ends, IEmbedder embedder, Caller caller, CancellationToken cancellationToken)
    {
        var distances = new double[ends.Count - 1];
        float[]? previous = null;
        for (var from = 0; from < ends.Count; from += Batch)
        {
            var count = Math.Min(Batch, ends.Count - from);
            var texts = Enumerable.Range(from, count).Select(i => WithNeighbours(text, ends, i, embedder.Window)).ToList();
            var vectors = await embedder.EmbedAsync(texts, caller, cancellationToken);
            for (var i = 0; i < count; i++)
            {
                if (previous is not null)
                    distances[from + i - 1] = 1 - TensorPrimitives.Dot(previous, vectors[i]);
                previous = vectors[i];
            }
        }

        return distances;
    }

    private static string WithNeighbours(string text, List<int> ends, int i, int? window)
    {
        // A sentence by itself says too little: "It does." means what the one before it means.
        var start = i < 2 ? 0 : ends[i - 2];
        var end = ends[Math.Min(i + 1, ends.Count - 1)];
        var span = text.AsSpan(start, end - start);
        if (window is { } most && span.Length > most)
            span = text.AsSpan(i == 0 ? 0 : ends[i - 1], Math.Min(most, text.Length - (i == 0 ? 0 : ends[i - 1])));
        return span.ToString();
    }
}
