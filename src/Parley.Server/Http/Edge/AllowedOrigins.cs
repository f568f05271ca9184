using System.Net;
using Microsoft.Extensions.Options;
using Parley.Server.Startup;

namespace Parley.Server.Http.Edge;

/// <summary>By which names the server is known, and whose pages may use it.</summary>
internal sealed class AllowedOrigins
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };
    private readonly HashSet<string> _origins = new(StringComparer.OrdinalIgnoreCase);

    public AllowedOrigins(IOptions<ServerOptions> options)
    {
        var server = options.Value;
        if (Uri.TryCreate(server.PublicUrl, UriKind.Absolute, out var url))
        {
            _hosts.Add(url.Host);
            _origins.Add(url.GetLeftPart(UriPartial.Authority));
        }

        // An address that was named is known; those of a whole machine are not.
        if (IPAddress.TryParse(server.Host, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
        {
            _hosts.Add(address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString());
        }

        Others = [.. (server.CorsOrigins ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        AllowsAny = Others is ["*"];
        _origins.UnionWith(Others);
    }

    /// <summary>The origins of other sites whose pages may use the API.</summary>
    public IReadOnlyList<string> Others { get; }

    /// <summary>Whether the pages of every site may. Only in development, and never with cookies.</summary>
    public bool AllowsAny { get; }

    public IReadOnlyCollection<string> Hosts => _hosts;

    /// <summary>Whether the server is known by that name.</summary>
    public bool Knows(HostString host) => _hosts.Contains(host.Host);

    /// <summary>Whether a page of that origin is Parley's own, or one of those that may use it.</summary>
    public bool Accepts(string origin, HttpRequest request) =>
        (AllowsAny && !request.Headers.ContainsKey("Cookie")) || _origins.Contains(origin)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
