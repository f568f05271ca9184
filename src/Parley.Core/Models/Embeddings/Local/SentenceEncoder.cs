using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace Parley.Models.Embeddings.Local;

/// <summary>
/// Google's Universal Sentence Encoder Lite (D. Cer and others 2018), for English: two transformer layers, the mean of
/// their tokens, a dense layer. Safe for many threads. What it makes of a text does not depend on what else is in the batch.
/// </summary>
internal sealed class SentenceEncoder
{
    public const string Name = "use-lite-en";
    public const int Dimensions = 512;

    /// <summary>What of a text is read; the rest is passed over.</summary>
    public const int MaxTokens = 128;

    private readonly ConcurrentBag<EncoderSpace> _spaces = [];
    private readonly UnigramTokenizer _tokenizer;
    private readonly PieceTable _pieces;
    private readonly PositionSignal _positions;
    private readonly EncoderLayer[] _layers;
    private readonly QuantizedMatrix _dense;

    public SentenceEncoder(UnigramTokenizer tokenizer, PieceTable pieces, PositionSignal positions, EncoderLayer[] layers, QuantizedMatrix dense) =>
        (_tokenizer, _pieces, _positions, _layers, _dense) = (tokenizer, pieces, positions, layers, dense);

    public float[] Embed(string text) => Embed([text], CancellationToken.None)[0];

    /// <summary>One vector of length 1 for each text; zero for a blank one.</summary>
    public float[][] Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var vectors = new float[texts.Count][];
        var space = _spaces.TryTake(out var used) ? used : new EncoderSpace();
        try
        {
            var next = 0;
            while (next < texts.Count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                next = EmbedBatch(texts, next, vectors, space);
            }

            return vectors;
        }
        finally
        {
            _spaces.Add(space);
        }
    }

    /// <summary>As many texts as fit, and the index of the first that did not.</summary>
    private int EmbedBatch(IReadOnlyList<string> texts, int first, float[][] vectors, EncoderSpace space)
    {
        // 1. Pieces; a text that could be too long for what is left waits for the next batch.
        Span<int> lengths = stackalloc int[EncoderSpace.MaxTokens];
        var (next, tokens) = (first, 0);
        while (next < texts.Count && next - first < lengths.Length && tokens + MaxTokens <= EncoderSpace.MaxTokens)
        {
            var length = string.IsNullOrWhiteSpace(texts[next]) ? 0 : _tokenizer.Encode(texts[next], space.Pieces.AsSpan(tokens, MaxTokens));
            lengths[next++ - first] = length;
            tokens += length;
        }

        lengths = lengths[..(next - first)];

        // 2. Their vectors, at their places. 3. The layers.
        Place(space, lengths);
        foreach (var layer in tokens == 0 ? [] : _layers)
        {
            layer.Apply(space, tokens, lengths);
        }

        // 4. One vector for each text.
        var at = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            vectors[first + i] = Pool(space, at, lengths[i]);
            at += lengths[i];
        }

        return next;
    }

    private void Place(EncoderSpace space, ReadOnlySpan<int> lengths)
    {
        var at = 0;
        foreach (var length in lengths)
        {
            for (var position = 0; position < length; position++, at++)
            {
                var token = space.Tokens.AsSpan(at * PieceTable.Width, PieceTable.Width);
                _pieces.Read(space.Pieces[at], token);
                _positions.Add(position, token);
            }
        }
    }

    private float[] Pool(EncoderSpace space, int from, int length)
    {
        var vector = new float[Dimensions];
        if (length == 0)
        {
            return vector;
        }

        for (var token = from; token < from + length; token++)
        {
            TensorPrimitives.Add(vector, space.Tokens.AsSpan(token * Dimensions, Dimensions), vector);
        }

        var dense = space.First.AsSpan(0, Dimensions);
        TensorPrimitives.Divide(vector, length, vector);
        _dense.Multiply(vector, dense, space.Whole);
        TensorPrimitives.Tanh(dense, vector);
        TensorPrimitives.Divide(vector, MathF.Max(1e-6f, TensorPrimitives.Norm<float>(vector)), vector);
        return vector;
    }
}

/// <summary>The vectors of the pieces, in int16 with a scale for each.</summary>
internal sealed class PieceTable(short[] weights, float[] scales)
{
    public const int Width = 256;

    public void Read(int piece, Span<float> vector)
    {
        // The model takes each vector twice: its encoder adds the embedding to itself.
        TensorPrimitives.ConvertTruncating<short, float>(weights.AsSpan(piece * Width, Width), vector);
        TensorPrimitives.Multiply(vector, 2 * scales[piece], vector);
    }
}

/// <summary>Sines and cosines of a token's place in its text, by the model's own frequencies.</summary>
internal sealed class PositionSignal
{
    private readonly float[] _signals = new float[SentenceEncoder.MaxTokens * PieceTable.Width];

    public PositionSignal(ReadOnlySpan<float> frequencies)
    {
        for (var position = 0; position < SentenceEncoder.MaxTokens; position++)
        {
            var signal = _signals.AsSpan(position * PieceTable.Width, PieceTable.Width);
            for (var i = 0; i < frequencies.Length; i++)
            {
                signal[i] = MathF.Sin(position * frequencies[i]);
                signal[frequencies.Length + i] = MathF.Cos(position * frequencies[i]);
            }
        }
    }

    public void Add(int position, Span<float> vector) =>
        TensorPrimitives.Add(vector, _signals.AsSpan(position * PieceTable.Width, PieceTable.Width), vector);
}
