using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Parley.Server.Http.Edge;

/// <summary>
/// Which other sites' pages may read answers: those that CORS_ORIGINS names. They come with a token or a key of their own;
/// cookies are never accepted from elsewhere.
/// </summary>
internal static class Cors
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];

    private static readonly string[] Accepted =
        ["Authorization", "Content-Type", "Cache-Control", "Idempotency-Key", "If-Match", "Last-Event-ID", CacheHeaders.Bypass];

    private static readonly string[] Exposed =
    [
        "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Trace-Id", "X-Process-Time", CacheHeaders.Name,
        "X-Turn-Id", "X-Conversation-Id", "X-User-Message-Id", "X-Message-Id", "X-Request-Id", "X-Parley-Provider", "X-Parley-Model",
    ];

    public static IServiceCollection AddParleyCors(this IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<AllowedOrigins>((cors, origins) => cors.AddDefaultPolicy(policy =>
        {
            policy.WithMethods(Methods).WithHeaders(Accepted).WithExposedHeaders(Exposed).SetPreflightMaxAge(TimeSpan.FromMinutes(10));
            if (origins.AllowsAny)
            {
                policy.AllowAnyOrigin();
            }
            else
            {
                policy.WithOrigins([.. origins.Others]);
            }
        }));
        return services;
    }
}
