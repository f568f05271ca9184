using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Parley.Server.Startup;

namespace Parley.Server.Http.Edge;

/// <summary>
/// Where a request really comes from, when a trusted proxy handed it on. Of X-Forwarded-For the right-most address counts
/// that is no trusted proxy's: what stands left of it the client may have written itself.
/// </summary>
internal static class ForwardedAddresses
{
    public static void UseForwardedAddresses(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.TrustedProxies;
        if (string.IsNullOrWhiteSpace(proxies))
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null,
        };

        // Loopback is trusted by default; here only what the operator named is.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var part in proxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(part, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(part));
            }
        }

        // Another name is ignored, not refused: the guard of host names then judges the one that is there.
        foreach (var host in app.Services.GetRequiredService<AllowedOrigins>().Hosts)
        {
            options.AllowedHosts.Add(host);
        }

        app.UseForwardedHeaders(options);
    }
}
