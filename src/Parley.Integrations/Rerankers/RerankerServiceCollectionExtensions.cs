using Microsoft.Extensions.DependencyInjection;
using Parley.Knowledge.Retrieval;

namespace Parley.Integrations.Rerankers;

public static class RerankerServiceCollectionExtensions
{
    /// <summary>A cross-encoder by API, asked where an address is set.</summary>
    public static IServiceCollection AddReranker(this IServiceCollection services)
    {
        services.AddOptions<RerankApiOptions>().BindConfiguration("Knowledge:Reranker").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IPassageScorer, RerankApiScorer>();
    }
}
