using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Knowledge;

namespace Parley.Pipeline.KnowledgeTasks;

public static class KnowledgeModelServiceCollectionExtensions
{
    /// <summary>The model that knowledge asks, where one is configured: KNOWLEDGE_MODEL.</summary>
    public static IServiceCollection AddKnowledgeModel(this IServiceCollection services)
    {
        services.AddOptions<KnowledgeModelOptions>().BindConfiguration("Knowledge:Model").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<KnowledgeModelOptions>, KnowledgeModelOptionsValidator>()
            .AddSingleton<KnowledgeModelMeter>()
            .AddSingleton<IKnowledgeModel, KnowledgeModel>();
    }
}
