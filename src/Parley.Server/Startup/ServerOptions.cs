using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Parley.Server.Startup;

/// <summary>How the server is reached. Section <c>Server</c>.</summary>
internal sealed class ServerOptions
{
    /// <summary>development, staging or production (APP_ENV). Default development.</summary>
    public string Environment { get; set; } = "development";

    /// <summary>Shows the details of unexpected errors to clients (APP_DEBUG). Default false; refused in production.</summary>
    public bool Debug { get; set; }

    /// <summary>
    /// Where the server listens (APP_HOST): <c>localhost</c>, an IP address, or <c>0.0.0.0</c> or <c>::</c> for every
    /// address of the machine. Default localhost. Beyond it only with accounts.
    /// </summary>
    public string Host { get; set; } = "localhost";

    /// <summary>The port (APP_PORT). Default 8000; 0 takes any free one.</summary>
    [Range(0, 65535)]
    public int Port { get; set; } = 8000;

    /// <summary>
    /// The origin that people use, such as <c>https://parley.example.com</c> (APP_PUBLIC_URL). Links are made from it alone,
    /// and beyond the names of this machine its name is the only one the server answers to. Default: none.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// single-user: whoever reaches the loopback address is the one person; accounts: people sign in (AUTH_MODE). Default:
    /// single-user on the loopback address in development, else accounts.
    /// </summary>
    [AllowedValues(null, "single-user", "accounts")]
    public string? AuthMode { get; set; }

    /// <summary>Origins of other sites whose pages may use the API, with commas between them, or * (CORS_ORIGINS). Default: none.</summary>
    public string? CorsOrigins { get; set; }

    /// <summary>Addresses and ranges whose X-Forwarded headers are believed, with commas between them (TRUSTED_PROXIES). Default: none.</summary>
    public string? TrustedProxies { get; set; }

    /// <summary>What to serve https with; without it the server speaks http, and a proxy in front may speak https.</summary>
    public TlsOptions Tls { get; } = new();

    /// <summary>The largest request body in bytes. Default 1 MiB; 64 KiB to 100 MiB.</summary>
    [Range(64 * 1024, 100 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>How often an idle stream sends a comment, so that proxies keep it open. Default 15 s; 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a stream waits for a client that takes nothing before it is cut off. Default 30 s; 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SlowReader { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may take to send the head of a request. Default 15 s; 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan HeaderTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Connections at once. Default 10,000; 10 to 1,000,000.</summary>
    [Range(10, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    public bool IsProduction => Environment == "production";

    /// <summary>Whether there is one person and no sign-in.</summary>
    public bool IsSingleUser => AuthMode is null ? IsLoopback && Environment == "development" : AuthMode == "single-user";

    /// <summary><see cref="AuthMode"/>, or what it is by default.</summary>
    public string EffectiveAuthMode => IsSingleUser ? "single-user" : "accounts";

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => Host == "localhost" || IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address);
}
