using Microsoft.Extensions.DependencyInjection;
using Parley.Tools;

namespace Parley.Chat.Grounding;

public static class GroundingServiceCollectionExtensions
{
    /// <summary>Answers from documents.</summary>
    public static IServiceCollection AddGrounding(this IServiceCollection services)
    {
        services.AddOptions<GroundingOptions>().BindConfiguration("Knowledge:Answering").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<StandaloneQuestion>().AddSingleton<Grounder>().AddTool<KnowledgeSearchTool>();
    }
}
