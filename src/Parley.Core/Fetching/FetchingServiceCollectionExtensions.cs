using Microsoft.Extensions.DependencyInjection;

namespace Parley.Fetching;

public static class FetchingServiceCollectionExtensions
{
    /// <summary>Fetching from the public web.</summary>
    public static IServiceCollection AddFetching(this IServiceCollection services)
    {
        services.AddOptions<FetchOptions>().BindConfiguration("Fetching").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<SafeFetcher>();
    }
}
