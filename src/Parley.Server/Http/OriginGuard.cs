using Parley.Errors;

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
        if (changes && request.Headers.Origin is [{ } origin] && !IsOwn(origin, request))
        {
            throw new AppException(ErrorCode.Forbidden, "Requests that change something are accepted only from Parley's own page.");
        }

        return next(http);
    });

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
