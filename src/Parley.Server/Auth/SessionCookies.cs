using Parley.Accounts.Sessions;

namespace Parley.Server.Auth;

/// <summary>
/// How a browser keeps a sign-in: in cookies that no script can read, that no other site's request carries, and that
/// only this very host can have set.
/// </summary>
internal static class SessionCookies
{
    public const string Access = "__Host-parley_access";
    public const string Refresh = "__Host-parley_refresh";

    public static void Write(HttpContext http, string access, TimeSpan accessLifetime, IssuedTokens issued, DateTime now)
    {
        http.Response.Cookies.Append(Access, access, Options(accessLifetime));
        http.Response.Cookies.Append(Refresh, issued.RefreshToken, Options(issued.Session.ExpiresAt - now));
    }

    public static void Clear(HttpContext http)
    {
        http.Response.Cookies.Delete(Access, Options(null));
        http.Response.Cookies.Delete(Refresh, Options(null));
    }

    private static CookieOptions Options(TimeSpan? lifetime) => new()
    {
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = lifetime,
    };
}
