using Parley.Accounts.Keys;
using Parley.Errors;

namespace Parley.Server.Http.Edge;

/// <summary>
/// Refuses an API key in an address, where browsers, proxies and logs keep it. It is refused even where it would not be
/// read: whoever sends it so has to learn that it is no secret any more.
/// </summary>
internal static class KeyGuard
{
    public static void UseKeyGuard(this WebApplication app) => app.Use((http, next) =>
        Holds(http.Request.QueryString.Value) || ApiKeyText.IsIn(http.Request.Path.Value ?? "")
            ? throw new AppException(
                ErrorCode.ValidationError,
                "An API key must not stand in an address, which ends up in logs and histories. Send it in the header Authorization: Bearer, revoke this key, and make a new one.")
            : next(http));

    private static bool Holds(string? query) => query is { Length: > 1 } && (ApiKeyText.IsIn(query) || query.Contains('%') && ApiKeyText.IsIn(Uri.UnescapeDataString(query)));
}
