using System.Numerics.Tensors;

namespace Parley.Models.Embeddings.Local;

/// <summary>One layer of the transformer: attention, then a network of its own for each token, both after a normalisation and beside a way around.</summary>
internal sealed record EncoderLayer(
    LayerNorm BeforeAttention, QuantizedMatrix Qkv, QuantizedMatrix AttentionOut, LayerNorm BeforeNetwork, QuantizedMatrix NetworkIn, QuantizedMatrix NetworkOut)
{
    /// <summary>Brings what goes around the attention to the layer's width; null where it has it already.</summary>
    public QuantizedMatrix? Widen { get; init; }

    /// <summary>Turns the tokens in <see cref="EncoderSpace.Tokens"/> into those of the next layer.</summary>
    public void Apply(EncoderSpace space, int tokens, ReadOnlySpan<int> lengths)
    {
        // 1. Attention.
        var width = BeforeAttention.Width;
        Span<float> x = space.Tokens, a = space.First, b = space.Second, wide = space.Wide;
        BeforeAttention.Apply(x[..(tokens * width)], a);
        Qkv.Multiply(a[..(tokens * width)], wide, space.Whole);
        Attention.Apply(wide, a, lengths, width);
        AttentionOut.Multiply(a[..(tokens * width)], b, space.Whole);

        // 2. Beside what came in.
        if (Widen is not null)
        {
            Widen.Multiply(x[..(tokens * width)], a, space.Whole);
            a[..(tokens * Widen.Outputs)].CopyTo(x);
        }

        // 3. The network, beside what came into it.
        var size = tokens * BeforeNetwork.Width;
        TensorPrimitives.Add(x[..size], b[..size], x);
        BeforeNetwork.Apply(x[..size], a);
        NetworkIn.Multiply(a[..size], wide, space.Whole, rectify: true);
        NetworkOut.Multiply(wide[..(tokens * NetworkIn.Outputs)], b, space.Whole);
        TensorPrimitives.Add(x[..size], b[..size], x);
    }
}

/// <summary>Brings each row to mean 0 and variance 1, then to the learnt scale and bias.</summary>
internal sealed record LayerNorm(float[] Scale, float[] Bias)
{
    public int Width => Scale.Length;

    public void Apply(ReadOnlySpan<float> rows, Span<float> output)
    {
        for (var at = 0; at < rows.Length; at += Width)
        {
            var row = rows.Slice(at, Width);
            var normal = output.Slice(at, Width);
            TensorPrimitives.Subtract(row, TensorPrimitives.Sum(row) / Width, normal);
            TensorPrimitives.Multiply(normal, 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(normal) / Width) + 1e-6f), normal);
            TensorPrimitives.MultiplyAdd(normal, Scale, Bias, normal);
        }
    }
}
