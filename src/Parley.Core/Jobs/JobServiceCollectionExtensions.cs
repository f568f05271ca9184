using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Jobs;

public static class JobServiceCollectionExtensions
{
    /// <summary>Durable background work.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) =>
        services.AddEntityModel<JobModel>();
}
