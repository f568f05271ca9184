using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Pipeline.Attempts;
using Parley.Pipeline.Caching;
using Parley.Pipeline.Degradation;
using Parley.Pipeline.Embedding;
using Parley.Pipeline.Fallback;
using Parley.Pipeline.KnowledgeTasks;
using Parley.Pipeline.Metering;
using Parley.Pipeline.Pacing;
using Parley.Pipeline.Resilience;
using Parley.Pipeline.Telemetry;
using Parley.Pipeline.ToolLoop;

namespace Parley.Pipeline;

public static class PipelineServiceCollectionExtensions
{
    /// <summary>The middleware between a call and the models.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.AddValidated<TimeoutOptions>("Timeouts");
        services.AddValidated<RetryOptions>("Retries");
        services.AddValidated<BreakerOptions>("Breakers");
        services.AddValidated<PacingOptions>("Pacing");
        services.AddValidated<MeteringOptions>("Budgets");
        services.AddValidated<ToolLoopOptions>("Tools");
        services.AddOptions<FallbackOptions>().BindConfiguration("Fallback");
        return services
            .AddSingleton<CircuitBreakers>()
            .AddSingleton<Pacers>()
            .AddSingleton<ModelMeter>()
            .AddSingleton<DegradationState>()
            .AddSingleton<FallbackPlan>()
            .AddCaches()
            .AddEmbedder()
            .AddKnowledgeModel()
            .AddAttemptSteps()
            .AddSingleton(services => new EmbeddingCalls(
                services.GetServices<IAttemptStep>(), services.GetRequiredService<IOptions<RetryOptions>>(),
                services.GetRequiredService<IOptions<TimeoutOptions>>(), services.GetRequiredService<TimeProvider>()))
            .AddSingleton<ModelPipeline>();
    }

    // First is outermost: a model that is left alone is not waited for, and money is set aside only for a call about to be made.
    private static IServiceCollection AddAttemptSteps(this IServiceCollection services) => services
        .AddSingleton<IAttemptStep, BreakerStep>()
        .AddSingleton<IAttemptStep, PacingStep>()
        .AddSingleton<IAttemptStep, LedgerStep>()
        .AddSingleton<IAttemptStep, TelemetryStep>();

    private static void AddValidated<TOptions>(this IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
