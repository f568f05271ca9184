using Microsoft.Extensions.DependencyInjection;

namespace Parley.Pipeline;

public static class PipelineServiceCollectionExtensions
{
    public static IServiceCollection AddPipeline(this IServiceCollection services) => services.AddSingleton<ModelPipeline>();
}
