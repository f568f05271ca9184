using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Retrieval.Stages;
using Parley.Knowledge.Retrieval.Strategies;
using Parley.Models.Tokens;

namespace Parley.Knowledge.Retrieval;

internal static class RetrievalServiceCollectionExtensions
{
    /// <summary>The keyword index and the search. An embedder, a vector store and models are used where they are registered.</summary>
    public static IServiceCollection AddRetrieval(this IServiceCollection services)
    {
        services.AddOptions<RetrievalOptions>().BindConfiguration("Knowledge:Retrieval").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddKeywords()
            .AddSingleton<QuerySpelling>()
            .AddSingleton<HitSearch>()
            .AddSingleton<QueryExpansions>()
            .AddSingleton<LexicalReranker>()
            .AddSingleton<ModelReranker>()
            .AddSingleton<RankedSearch>()
            .AddSingleton<SufficiencyJudge>()
            .AddSingleton<AgenticSearch>()
            .AddSingleton<GraphSearch>()
            .AddSingleton(provider => new KnowledgeSearch(
                provider.GetRequiredService<IServiceScopeFactory>(),
                provider.GetRequiredService<QuerySpelling>(),
                provider.GetRequiredService<RankedSearch>(),
                provider.GetRequiredService<AgenticSearch>(),
                provider.GetRequiredService<GraphSearch>(),
                provider.GetRequiredService<TokenCounter>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<IOptions<RetrievalOptions>>()))
            .AddSingleton<PassageSearch>(provider => provider.GetRequiredService<KnowledgeSearch>().SearchAsync);
    }
}
