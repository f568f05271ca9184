using Parley.Errors;

namespace Parley.Server.Http.Edge;

/// <summary>
/// Answers only to the names the server is known by. Another one could be a foreign page whose name was pointed at this
/// machine (DNS rebinding), or the bait for a link.
/// </summary>
internal static class HostGuard
{
    public static void UseHostGuard(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<AllowedOrigins>();
        app.Use((http, next) => origins.Knows(http.Request.Host)
            ? next(http)
            : throw new AppException(ErrorCode.ValidationError, "Parley does not answer to this host name. Its operator sets the name with APP_PUBLIC_URL."));
    }
}
