using Parley.Accounts.Lockout;
using Parley.Accounts.Users;

namespace Parley.Server.Auth;

/// <summary>Where a sign-in comes from, and how a browser remembers that somebody has signed in on it.</summary>
internal static class DeviceCookie
{
    public const string Name = "__Host-parley_device";

    public static SignInSource Source(HttpContext http) => new(http.Connection.RemoteIpAddress, http.Request.Cookies[Name]);

    /// <summary>Outlives the sign-in, and opens nothing: whoever has it is only counted apart from strangers.</summary>
    public static void Remember(HttpContext http, KnownDevices devices, UserId user) => http.Response.Cookies.Append(Name, devices.Remember(user), new()
    {
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = KnownDevices.Lifetime,
    });
}
