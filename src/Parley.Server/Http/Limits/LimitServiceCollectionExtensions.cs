using Microsoft.Extensions.Options;
using Parley.Limits;
using Parley.Server.Startup;

namespace Parley.Server.Http.Limits;

internal static class LimitServiceCollectionExtensions
{
    /// <summary>With accounts there are limits; one person alone has them when they ask for them.</summary>
    public static IServiceCollection AddRequestLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().PostConfigure<IOptions<ServerOptions>>(
            (limits, server) => limits.Enabled ??= !server.Value.IsSingleUser || limits.Requests is not null);
        return services;
    }
}
