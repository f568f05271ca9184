using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Limits;

namespace Parley.Integrations.Redis;

internal static class RedisServiceCollectionExtensions
{
    /// <summary>What nodes share in Redis, where REDIS_URL names one.</summary>
    public static IServiceCollection AddRedis(this IServiceCollection services)
    {
        services.AddOptions<RedisOptions>().BindConfiguration("Redis");
        return services
            .AddSingleton<RedisConnection>()
            .AddHostedService<RedisStart>()
            .AddSharedLimits(services => services.GetRequiredService<IOptions<RedisOptions>>().Value.Url is { Length: > 0 }
                ? new RedisLimitStore(services.GetRequiredService<RedisConnection>())
                : null);
    }
}
