using Microsoft.Extensions.DependencyInjection;
using Parley.Models.Embeddings;
using Parley.Pipeline.Caching.Semantic;

namespace Parley.Pipeline.Caching;

public static class CacheServiceCollectionExtensions
{
    /// <summary>The answer caches that <see cref="CacheChatClientBuilderExtensions.UseCache"/> needs.</summary>
    public static IServiceCollection AddCaches(this IServiceCollection services)
    {
        services.AddOptions<CacheOptions>().BindConfiguration("Caches").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SemanticCacheOptions>().BindConfiguration("Caches:Semantic").ValidateDataAnnotations().ValidateOnStart();
        return services.AddLocalEmbedding().AddSingleton<QuestionEmbedder>().AddSingleton<SemanticCache>().AddSingleton<CacheMeter>().AddSingleton<AnswerCaches>();
    }
}
