using Parley.Errors;

namespace Parley.Server.Http.Edge;

/// <summary>
/// Refuses changes that another site's page asks for. A browser names that page in Origin, or at least says that it is
/// another site's in Sec-Fetch-Site; tools and scripts send neither.
/// </summary>
internal static class OriginGuard
{
    public static void UseOriginGuard(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<AllowedOrigins>();
        app.Use((http, next) =>
        {
            var request = http.Request;
            var changes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
            return !changes || IsOwn(request, origins)
                ? next(http)
                : throw new AppException(ErrorCode.Forbidden, "Requests that change something are accepted only from Parley's own page.");
        });
    }

    private static bool IsOwn(HttpRequest request, AllowedOrigins origins) => request.Headers.Origin switch
    {
        [] => request.Headers["Sec-Fetch-Site"].ToString() is not ("cross-site" or "same-site"),
        [{ } origin] => origins.Accepts(origin, request),
        _ => false,
    };
}
