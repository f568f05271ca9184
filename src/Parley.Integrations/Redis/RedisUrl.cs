using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace Parley.Integrations.Redis;

/// <summary>Reads <c>redis://[user:password@]host[:port][/database]</c>; <c>rediss</c> asks for TLS.</summary>
internal static class RedisUrl
{
    private const int DefaultPort = 6379;

    public static bool TryParse(string text, [NotNullWhen(true)] out ConfigurationOptions? options)
    {
        options = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0 || uri.Query.Length > 0)
        {
            return false;
        }

        var database = 0;
        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } path
            && (!int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out database) || database > 1_000_000))
        {
            return false;
        }

        // A user's name is only for servers with access lists; the password alone is the usual case.
        var password = uri.UserInfo.Split(':', 2) is { Length: 2 } pair ? pair[1] : uri.UserInfo;
        options = new ConfigurationOptions
        {
            Password = password.Length > 0 ? Uri.UnescapeDataString(password) : null,
            Ssl = uri.Scheme is "rediss",
            DefaultDatabase = database,

            // It is for us to go on without, and for the client to keep trying.
            AbortOnConnectFail = false,
            ConnectTimeout = 2000,
            ConnectRetry = 1,
            SyncTimeout = 1000,
            KeepAlive = 15,
            ClientName = "parley",
        };
        if (options.Ssl)
        {
            options.SslHost = uri.IdnHost;
        }

        var port = uri.IsDefaultPort || uri.Port < 0 ? DefaultPort : uri.Port;
        if (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address))
        {
            options.EndPoints.Add(address, port);
        }
        else
        {
            options.EndPoints.Add(uri.IdnHost, port);
        }

        return true;
    }
}
