using Microsoft.Net.Http.Headers;

namespace Parley.Server.Auth;

/// <summary>What a request shows to say whose it is.</summary>
internal static class Credentials
{
    private const string Bearer = "Bearer ";

    /// <summary>The bearer token, else the cookie. A program that sends a token means it, whatever a browser adds.</summary>
    public static string? Find(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim()
            : header.Length > 0 ? null
            : request.Cookies[SessionCookies.Access];
    }

    /// <summary>Whether a browser's cookie speaks for the request, which any site could then make it send.</summary>
    public static bool AreCookies(HttpRequest request) =>
        !request.Headers.ContainsKey(HeaderNames.Authorization)
        && (request.Cookies.ContainsKey(SessionCookies.Access) || request.Cookies.ContainsKey(SessionCookies.Refresh));
}
