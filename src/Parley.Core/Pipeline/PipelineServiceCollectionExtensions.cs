using Microsoft.Extensions.DependencyInjection;
using Parley.Pipeline.Caching;

namespace Parley.Pipeline;

public static class PipelineServiceCollectionExtensions
{
    /// <summary>The middleware between a turn and a provider.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.AddOptions<TimeoutOptions>().BindConfiguration("Timeouts").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ToolLoopOptions>().BindConfiguration("Tools").ValidateDataAnnotations().ValidateOnStart();
        return services.AddCaches().AddSingleton<ModelPipeline>();
    }
}
