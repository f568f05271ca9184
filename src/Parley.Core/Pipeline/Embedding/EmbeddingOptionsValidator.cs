using Microsoft.Extensions.Options;
using Parley.Knowledge.Embedding;
using Parley.Models;
using Parley.Models.Embeddings;
using Parley.Models.Embeddings.Local;

namespace Parley.Pipeline.Embedding;

/// <summary>Finds at the start what could never embed: a provider that is not configured or has no such models, a built-in model that does not exist.</summary>
internal sealed class EmbeddingOptionsValidator(ModelSelector models) : IValidateOptions<EmbeddingOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbeddingOptions options)
    {
        if (options.Provider.Equals(EmbeddingOptions.Local, StringComparison.OrdinalIgnoreCase))
        {
            return options.Model is null or SentenceEncoder.Name or LexicalEmbedding.Name
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"EMBEDDING_MODEL '{options.Model}' is no built-in model. There are {SentenceEncoder.Name} and {LexicalEmbedding.Name}.");
        }

        if (models.Find(options.Provider) is not { } provider)
        {
            return ValidateOptionsResult.Fail(
                $"EMBEDDING_PROVIDER '{options.Provider}' is not configured. Use {EmbeddingOptions.Local}, or one of {string.Join(", ", models.Configured.Select(p => p.Name))}.");
        }

        return provider.EmbeddingGenerator is not null && (options.Model ?? provider.DefaultEmbeddingModel) is not null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"EMBEDDING_PROVIDER '{options.Provider}': {provider.DisplayName} has no models for embeddings. Use {EmbeddingOptions.Local}, or another provider.");
    }
}
