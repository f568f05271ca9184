using Microsoft.Extensions.Options;
using Parley.Identity;
using Parley.Models.Embeddings;

namespace Parley.Knowledge.Embedding;

/// <summary>The built-in models: nothing leaves the machine and nothing is charged.</summary>
internal sealed class LocalEmbedder(LocalEmbedding local, IOptions<EmbeddingOptions> options) : IEmbedder
{
    // Measured with the encoder: more waters its vectors down, less tears sentences apart.
    private const int EncoderWindow = 250;

    // BM25 with this much of the encoder is better than either alone; with twice as much, worse than BM25.
    private const double DefaultFusionWeight = 0.25;

    // A question is embedded where it is asked; what is more is shared out over the processors.
    private const int AtOnce = 16;

    private readonly bool _isLexical = options.Value.Model == LexicalEmbedding.Name;

    private bool IsLexical => _isLexical || local.IsLexical;

    public string Name => $"{EmbeddingOptions.Local}/{(IsLexical ? LexicalEmbedding.Name : local.Name)}";

    public int Dimensions => LocalEmbedding.Dimensions;

    public int? Window => EncoderWindow;

    public double FusionWeight { get; } = options.Value.FusionWeight ?? DefaultFusionWeight;

    public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, Caller caller, CancellationToken cancellationToken)
    {
        if (texts.Count <= AtOnce / 4)
        {
            return Task.FromResult<IReadOnlyList<float[]>>(Embed(texts, cancellationToken));
        }

        return Task.Run(() => EmbedMany(texts, cancellationToken), cancellationToken);
    }

    // The same text is embedded once: passages of a document share headings and boilerplate.
    private IReadOnlyList<float[]> EmbedMany(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        string[] distinct = [.. texts.Distinct(StringComparer.Ordinal)];
        var vectors = new float[distinct.Length][];
        Parallel.For(0, (distinct.Length + AtOnce - 1) / AtOnce, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, batch =>
        {
            var from = batch * AtOnce;
            Embed(distinct[from..Math.Min(from + AtOnce, distinct.Length)], cancellationToken).CopyTo(vectors, from);
        });
        var places = distinct.Select((text, i) => (text, i)).ToDictionary(entry => entry.text, entry => entry.i, StringComparer.Ordinal);
        return [.. texts.Select(text => vectors[places[text]])];
    }

    private float[][] Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        IsLexical ? [.. texts.Select(LexicalEmbedding.Embed)] : local.Embed(texts, cancellationToken);
}
