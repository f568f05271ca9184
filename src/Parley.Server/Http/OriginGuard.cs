using Parley.Errors;
using Parley.Server.Auth;

namespace Parley.Server.Http;

/// <summary>
/// Refuses changes that another site's page asks for. A browser names that page in Origin; tools and scripts send none.
/// </summary>
internal static class OriginGuard
{
    public static void UseOriginGuard(this WebApplication app) => app.Use((http, next) =>
    {
        var request = http.Request;
        var changes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
        if (changes && !IsFromHere(request))
        {
            throw new AppException(ErrorCode.Forbidden, "Requests that change something are accepted only from Parley's own page.");
        }

        return next(http);
    });

    // A tool names no page and has no cookies. A browser that sends cookies names the page, one way or the other.
    private static bool IsFromHere(HttpRequest request) => request.Headers.Origin switch
    {
        [{ } origin] => IsOwn(origin, request),
        [] => !Credentials.AreCookies(request) || request.Headers["Sec-Fetch-Site"] is ["same-origin"],
        _ => false,
    };

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
