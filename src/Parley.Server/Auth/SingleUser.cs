using Parley.Identity;

namespace Parley.Server.Auth;

/// <summary>Single-user mode: whoever reaches the loopback address is the one person there is.</summary>
internal static class SingleUser
{
    public static void UseSingleUser(this WebApplication app) => app.Use((http, next) =>
    {
        http.RequestServices.GetRequiredService<CurrentCaller>().Caller = Caller.Local;
        return next(http);
    });
}
