using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Data;

namespace Parley.Jobs;

public static class JobServiceCollectionExtensions
{
    /// <summary>Durable background work.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobOptions>().BindConfiguration("Jobs").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<JobSignal>().AddSingleton<JobQueue>().AddSingleton<JobLeases>().AddSingleton<JobRunner>();

        // By hand, because what it works with is internal and so its constructor is.
        services.AddSingleton(provider => new JobWorker(
            provider.GetRequiredService<JobLeases>(), provider.GetRequiredService<JobRunner>(), provider.GetRequiredService<JobSignal>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<JobOptions>>(), provider.GetRequiredService<ILogger<JobWorker>>()));
        services.AddHostedService(provider => provider.GetRequiredService<JobWorker>());
        return services.AddEntityModel<JobModel>();
    }

    public static IServiceCollection AddJobHandler<THandler>(this IServiceCollection services)
        where THandler : class, IJobHandler =>
        services.AddSingleton<IJobHandler, THandler>();
}
