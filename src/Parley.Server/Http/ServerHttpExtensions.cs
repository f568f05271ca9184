using System.Text.Json;

namespace Parley.Server.Http;

internal static class ServerHttpExtensions
{
    /// <summary>The API's JSON, host filtering, and bad requests as exceptions, so that one place words them.</summary>
    public static IServiceCollection AddServerHttp(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);

        // Other host names could be a foreign page whose name was pointed at this machine (DNS rebinding).
        services.AddHostFiltering(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        return services;
    }
}
