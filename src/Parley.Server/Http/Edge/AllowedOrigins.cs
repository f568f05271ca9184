using System.Net;
using Microsoft.Extensions.Options;
using Parley.Server.Auth;
using Parley.Server.Startup;

namespace Parley.Server.Http.Edge;

/// <summary>By which names the server is known, and whose pages may use it.</summary>
internal sealed class AllowedOrigins
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };
    private readonly string? _own;

    public AllowedOrigins(IOptions<ServerOptions> options)
    {
        var server = options.Value;
        if (Uri.TryCreate(server.PublicUrl, UriKind.Absolute, out var url))
        {
            _hosts.Add(url.Host);
            _own = url.GetLeftPart(UriPartial.Authority);
        }

        // An address that was named is known; those of a whole machine are not.
        if (IPAddress.TryParse(server.Host, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
        {
            _hosts.Add(address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString());
        }

        Others = [.. (server.CorsOrigins ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        AllowsAny = Others is ["*"];
    }

    /// <summary>The origins of other sites whose pages may use the API.</summary>
    public IReadOnlyList<string> Others { get; }

    /// <summary>Whether the pages of every site may. Only in development, and never with cookies.</summary>
    public bool AllowsAny { get; }

    public IReadOnlyCollection<string> Hosts => _hosts;

    /// <summary>Whether the server is known by that name.</summary>
    public bool Knows(HostString host) => _hosts.Contains(host.Host);

    /// <summary>
    /// Whether no other site's page is behind the request. A browser that sends cookies names the page in Origin, or says in
    /// Sec-Fetch-Site whose it is; a tool names no page and has no cookies.
    /// </summary>
    public bool Accepts(HttpRequest request) => request.Headers.Origin switch
    {
        [] => request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" => true,
            "cross-site" or "same-site" => false,
            _ => !Credentials.AreCookies(request),
        },
        [{ } origin] => Accepts(origin, request),
        _ => false,
    };

    // With the cookies of a sign-in only Parley's own page may: the sites that may use it bring tokens of their own.
    private bool Accepts(string origin, HttpRequest request) =>
        IsOwn(origin, request) || (!Credentials.AreCookies(request) && (AllowsAny || Others.Contains(origin, StringComparer.OrdinalIgnoreCase)));

    private bool IsOwn(string origin, HttpRequest request) =>
        origin.Equals(_own, StringComparison.OrdinalIgnoreCase)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
