using Parley.Errors;
using Parley.Server.Auth;

namespace Parley.Server.Http.Edge;

/// <summary>
/// Refuses changes that another site's page asks for. A browser that sends cookies names the page in Origin, or says in
/// Sec-Fetch-Site whose it is; a tool names no page and has no cookies.
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
        [] => request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" => true,
            "cross-site" or "same-site" => false,
            _ => !Credentials.AreCookies(request),
        },
        [{ } origin] => origins.Accepts(origin, request),
        _ => false,
    };
}
