using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parley.Errors;

namespace Parley.Server.Startup;

/// <summary>Where the server listens, and how much a client may take of it before it has said anything worth an answer.</summary>
internal static class Listener
{
    /// <summary>What is read of a body beyond the limit, to be able to say that it is too large.</summary>
    private const int MaxDrainedBytes = 32 * 1024 * 1024;

    private const int MaxWebSockets = 2000;

    public static void Configure(WebHostBuilderContext context, KestrelServerOptions kestrel)
    {
        var options = context.Configuration.GetSection("Server").Get<ServerOptions>() ?? new();
        kestrel.AddServerHeader = false;
        Bound(kestrel.Limits, options);
        foreach (var address in Addresses(options))
        {
            kestrel.Listen(address, options.Port, listen =>
            {
                if (options.Tls.IsEnabled)
                {
                    listen.UseHttps(CertificateFile.Load(options.Tls).HandshakeOptions);
                }
            });
        }
    }

    /// <summary>Asked before anything else, because the host would answer with a stack trace.</summary>
    /// <exception cref="StartupException">Another program listens there, or the machine has no such address.</exception>
    public static void Check(ServerOptions options)
    {
        var address = Addresses(options).First();
        try
        {
            using var probe = new TcpListener(address, options.Port);
            probe.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable)
        {
            throw new StartupException($"Parley cannot listen on {address}, because this machine has no such address. Correct APP_HOST.", e);
        }
        catch (SocketException e)
        {
            throw new StartupException($"Parley cannot listen on port {options.Port}: {e.Message.TrimEnd('.')}. Stop the program that uses it, or set APP_PORT to another port.", e);
        }
    }

    private static IEnumerable<IPAddress> Addresses(ServerOptions options)
    {
        if (IPAddress.TryParse(options.Host, out var address))
        {
            return [address];
        }

        // A free port of the one is not known to be free of the other.
        return options.Port != 0 && Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];
    }

    private static void Bound(KestrelServerLimits limits, ServerOptions options)
    {
        limits.MaxRequestBodySize = MaxDrainedBytes + options.MaxBodyBytes;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = Math.Min(MaxWebSockets, options.MaxConnections);
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.Http2.MaxStreamsPerConnection = 100;
        limits.Http2.MaxRequestHeaderFieldSize = 16 * 1024;

        // Slow on purpose: a head must come within its time, a body at a pace that any line keeps up.
        limits.RequestHeadersTimeout = options.HeaderTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }
}
