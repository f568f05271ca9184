using Microsoft.Extensions.AI;
using Parley.Models.Embeddings;
using Parley.Models.Tokens;

namespace Parley.Models.Offline;

/// <summary>
/// The built-in embeddings by the providers' contract: the sentence encoder, and by its name the lexical one, to which two
/// texts are near when they share words. Always the same for the same text, on every machine.
/// </summary>
internal sealed class OfflineEmbeddingGenerator(TokenCounter tokens, LocalEmbedding local) : IEmbeddingGenerator<string, Embedding<float>>
{
    private static readonly EmbeddingGeneratorMetadata Metadata = new(OfflineProvider.ProviderName, null, null, LocalEmbedding.Dimensions);

    /// <exception cref="ModelException">Another model, or other dimensions, are asked for.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var model = Choose(options);
        var texts = values.ToList();
        var vectors = model == LexicalEmbedding.Name ? [.. texts.Select(LexicalEmbedding.Embed)] : local.Embed(texts, cancellationToken);
        var count = texts.Sum(text => (long)tokens.Count(text, model));
        return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(vectors.Select(vector => new Embedding<float>(vector) { ModelId = model }))
        {
            Usage = new UsageDetails { InputTokenCount = count, TotalTokenCount = count },
        });
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? Metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // Holds nothing.
    }

    private string Choose(EmbeddingGenerationOptions? options)
    {
        var model = options?.ModelId ?? local.Name;
        if (model != LexicalEmbedding.Name && model != local.Name)
        {
            throw new ModelException(
                ModelErrorKind.ModelNotFound, OfflineProvider.ProviderName,
                $"The built-in provider has no model for embeddings named '{model}'. It has {(local.IsLexical ? "" : $"'{local.Name}' and ")}'{LexicalEmbedding.Name}'.");
        }

        return options?.Dimensions is { } dimensions && dimensions != LocalEmbedding.Dimensions
            ? throw new ModelException(
                ModelErrorKind.InvalidRequest, OfflineProvider.ProviderName, $"The model '{model}' has {LocalEmbedding.Dimensions} dimensions and no other number. Leave dimensions out.")
            : model;
    }
}
