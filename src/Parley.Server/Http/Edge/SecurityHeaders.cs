using Microsoft.Extensions.Options;
using Parley.Server.Startup;

namespace Parley.Server.Http.Edge;

/// <summary>What every response tells a browser about what it may do with it.</summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// For the page. Scripts and styles come from this server alone and never from inside the document; what an answer
    /// shows loads nothing from elsewhere, so that no image can carry a conversation away.
    /// </summary>
    public const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; "
        + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>For everything else: data, which does nothing.</summary>
    public const string DataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        // Browsers take no notice of it over http, so it does no harm where a proxy speaks https.
        var isStrict = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.IsSingleUser is false;
        app.Use((http, next) =>
        {
            http.Response.OnStarting(isStrict ? SetStrict : Set, http);
            return next(http);
        });
    }

    private static Task SetStrict(object state)
    {
        ((HttpContext)state).Response.Headers.StrictTransportSecurity = "max-age=31536000";
        return Set(state);
    }

    // At the last moment, because errors begin the response anew.
    private static Task Set(object state)
    {
        var response = ((HttpContext)state).Response;
        var headers = response.Headers;
        if (response.StatusCode is StatusCodes.Status304NotModified)
        {
            // What the browser has kept keeps its headers: these would take the place of a page's policy.
            return Task.CompletedTask;
        }

        var isPage = response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        headers.ContentSecurityPolicy = isPage ? PagePolicy : DataPolicy;
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = isPage ? "no-cache" : "no-store";
        }

        return Task.CompletedTask;
    }
}
