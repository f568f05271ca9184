using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Knowledge.Embedding;
using Parley.Models;
using Parley.Models.Embeddings;
using Parley.Pipeline.Attempts;

namespace Parley.Pipeline.Embedding;

public static class EmbeddingServiceCollectionExtensions
{
    /// <summary>The <see cref="IEmbedder"/> that is configured: EMBEDDING_PROVIDER, EMBEDDING_MODEL.</summary>
    public static IServiceCollection AddEmbedder(this IServiceCollection services)
    {
        services.AddOptions<EmbeddingOptions>().BindConfiguration("Knowledge:Embedding").ValidateDataAnnotations().ValidateOnStart();
        return services.AddLocalEmbedding()
            .AddSingleton<IValidateOptions<EmbeddingOptions>, EmbeddingOptionsValidator>()
            .AddSingleton(Choose);
    }

    private static IEmbedder Choose(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<EmbeddingOptions>>();
        if (options.Value.Provider.Equals(EmbeddingOptions.Local, StringComparison.OrdinalIgnoreCase))
        {
            return new LocalEmbedder(services.GetRequiredService<LocalEmbedding>(), options);
        }

        // The validator has looked: there is such a provider, and it has such models.
        var provider = services.GetRequiredService<ModelSelector>().Find(options.Value.Provider)
            ?? throw new InvalidOperationException($"{options.Value.Provider} is not configured.");
        var model = options.Value.Model ?? provider.DefaultEmbeddingModel ?? "";
        return new ProviderEmbedder(new(provider, model), services.GetRequiredService<EmbeddingCalls>(), options, services.GetRequiredService<TimeProvider>());
    }
}
