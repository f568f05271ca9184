using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Parley.Limits;

public static class LimitServiceCollectionExtensions
{
    /// <summary>Limits of requests, tokens and streams, counted in this process unless shared counts are added.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration("Limits").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<InProcessLimitStore>()
            .AddSingleton<ILimitStore>(services => services.GetRequiredService<InProcessLimitStore>())
            .AddSingleton<LimitRules>()
            .AddSingleton<LimitMeter>()
            .AddSingleton(services => new RequestLimits(
                services.GetRequiredService<ILimitStore>(), services.GetRequiredService<LimitRules>(), services.GetRequiredService<LimitMeter>(),
                services.GetRequiredService<IOptions<LimitOptions>>()))
            .AddSingleton(services => new StreamLimits(
                services.GetRequiredService<ILimitStore>(), services.GetRequiredService<LimitRules>(), services.GetRequiredService<LimitMeter>(),
                services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IOptions<LimitOptions>>()))
            .AddHostedService(services => services.GetRequiredService<StreamLimits>());
    }

    /// <summary>Counts with the other nodes, and alone while that cannot be.</summary>
    /// <param name="create">Makes the shared store; null: there is none.</param>
    public static IServiceCollection AddSharedLimits(this IServiceCollection services, Func<IServiceProvider, ILimitStore?> create) =>
        services.AddSingleton(services =>
        {
            var local = services.GetRequiredService<InProcessLimitStore>();
            return create(services) is { } shared
                ? new FallbackLimitStore(
                    shared, local, services.GetRequiredService<LimitMeter>(), services.GetRequiredService<TimeProvider>(),
                    services.GetRequiredService<IOptions<LimitOptions>>(), services.GetRequiredService<ILogger<FallbackLimitStore>>())
                : (ILimitStore)local;
        });
}
