using System.Text.Json;
using Parley.Server.Endpoints.Knowledge;
using Parley.Server.Http.Auditing;
using Parley.Server.Http.Edge;
using Parley.Server.Http.Limits;
using Parley.Server.Http.Sockets;

namespace Parley.Server.Http;

internal static class ServerHttpExtensions
{
    /// <summary>The API's JSON, who may reach it and how often, and bad requests as exceptions, so that one place words them.</summary>
    public static IServiceCollection AddServerHttp(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);

        services.AddSingleton<AllowedOrigins>().AddSingleton<SlowReaders>().AddSingleton<TurnFollower>().AddSingleton<JobStream>();
        return services.AddParleyCors().AddRequestLimits().AddSockets().AddAuditing().AddKnowledgeApi();
    }
}
