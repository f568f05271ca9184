namespace Parley.Models.Embeddings.Local;

/// <summary>The memory one batch is worked in. Used again and again, by one thread at a time.</summary>
internal sealed class EncoderSpace
{
    /// <summary>Tokens of a batch: enough that weights are read for many at once, few enough to stay in the cache.</summary>
    public const int MaxTokens = 256;

    private const int Width = SentenceEncoder.Dimensions;
    private const int Widest = 3 * Width;

    public int[] Pieces { get; } = new int[MaxTokens];

    public float[] Tokens { get; } = new float[MaxTokens * Width];

    public float[] First { get; } = new float[MaxTokens * Width];

    public float[] Second { get; } = new float[MaxTokens * Width];

    public float[] Wide { get; } = new float[MaxTokens * Widest];

    public short[] Whole { get; } = new short[QuantizedMatrix.RowBlock * Widest];
}
