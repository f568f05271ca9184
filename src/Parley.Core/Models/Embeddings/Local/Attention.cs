using System.Numerics.Tensors;

namespace Parley.Models.Embeddings.Local;

/// <summary>Scaled dot-product attention with four heads, each text by itself.</summary>
internal static class Attention
{
    private const int Heads = 4;

    /// <param name="qkv">For each token its query, key and value, each of the width.</param>
    /// <param name="output">For each token the values of all, weighted by how its query fits their keys.</param>
    /// <param name="lengths">How many tokens each text has.</param>
    public static void Apply(ReadOnlySpan<float> qkv, Span<float> output, ReadOnlySpan<int> lengths, int width)
    {
        var first = 0;
        foreach (var length in lengths)
        {
            for (var head = 0; head < Heads; head++)
            {
                ApplyHead(qkv.Slice(first * 3 * width, length * 3 * width), output.Slice(first * width, length * width), length, width, head);
            }

            first += length;
        }
    }

    private static void ApplyHead(ReadOnlySpan<float> qkv, Span<float> output, int length, int width, int head)
    {
        var size = width / Heads;
        var scale = 1 / MathF.Sqrt(size);
        Span<float> weights = stackalloc float[SentenceEncoder.MaxTokens];
        weights = weights[..length];
        for (var token = 0; token < length; token++)
        {
            var query = qkv.Slice((token * 3 * width) + (head * size), size);
            for (var other = 0; other < length; other++)
            {
                weights[other] = scale * TensorPrimitives.Dot(query, qkv.Slice((((other * 3) + 1) * width) + (head * size), size));
            }

            TensorPrimitives.SoftMax(weights, weights);
            var sum = output.Slice((token * width) + (head * size), size);
            sum.Clear();
            for (var other = 0; other < length; other++)
            {
                TensorPrimitives.MultiplyAdd(qkv.Slice((((other * 3) + 2) * width) + (head * size), size), weights[other], sum, sum);
            }
        }
    }
}
