using Microsoft.Extensions.AI;
using Parley.Models.Embeddings;
using Parley.Models.Tokens;

namespace Parley.Models.Offline;

/// <summary>
/// Embeddings without a model. They are lexical, not semantic: two texts are near when they share words, not when they
/// mean the same. Always the same for the same text, on every machine.
/// </summary>
internal sealed class LexicalEmbeddingGenerator(TokenCounter tokens) : IEmbeddingGenerator<string, Embedding<float>>
{
    public const string Model = LexicalEmbedding.Name;

    private static readonly EmbeddingGeneratorMetadata Metadata = new(OfflineProvider.ProviderName, null, Model, LexicalEmbedding.Dimensions);

    /// <exception cref="ModelException">Another model, or other dimensions, are asked for.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        Check(options);
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        var count = 0L;
        foreach (var text in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            embeddings.Add(new Embedding<float>(LexicalEmbedding.Embed(text)) { ModelId = Model });
            count += tokens.Count(text, Model);
        }

        embeddings.Usage = new UsageDetails { InputTokenCount = count, TotalTokenCount = count };
        return Task.FromResult(embeddings);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? Metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // Holds nothing.
    }

    private static void Check(EmbeddingGenerationOptions? options)
    {
        if (options?.ModelId is { } model && model != Model)
            throw new ModelException(
                ModelErrorKind.ModelNotFound, OfflineProvider.ProviderName, $"The built-in provider has one model for embeddings, '{Model}', and no '{model}'.");
        if (options?.Dimensions is { } dimensions && dimensions != LexicalEmbedding.Dimensions)
            throw new ModelException(
                ModelErrorKind.InvalidRequest, OfflineProvider.ProviderName, $"The model '{Model}' has {LexicalEmbedding.Dimensions} dimensions and no other number. Leave dimensions out.");
    }
}
