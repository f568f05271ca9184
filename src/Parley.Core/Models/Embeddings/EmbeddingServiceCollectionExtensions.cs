using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Parley.Models.Embeddings;

public static class EmbeddingServiceCollectionExtensions
{
    /// <summary>Registers the built-in embedding. Calling it again changes nothing.</summary>
    public static IServiceCollection AddLocalEmbedding(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new LocalEmbedding(provider.GetRequiredService<ILogger<LocalEmbedding>>()));
        return services;
    }
}
