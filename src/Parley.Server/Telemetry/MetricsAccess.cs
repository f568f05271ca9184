using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Server.Telemetry;

/// <summary>Who may read <c>/metrics</c>: with a token set, whoever sends it; without one, this machine itself.</summary>
internal static class MetricsAccess
{
    private const string Bearer = "Bearer ";

    public static bool IsAllowed(HttpContext http, string? token) => token is { Length: > 0 } ? Sends(http, token) : IsHere(http);

    private static bool Sends(HttpContext http, string token)
    {
        var sent = http.Request.Headers.Authorization.ToString();
        return sent.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent[Bearer.Length..].Trim()), Encoding.UTF8.GetBytes(token));
    }

    // A proxy on this machine hands on what comes from others; its headers give it away, even where it is not a trusted one.
    private static bool IsHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded")
        && !http.Request.Headers.ContainsKey("X-Original-For");
}
