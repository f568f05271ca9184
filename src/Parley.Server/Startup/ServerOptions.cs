using System.ComponentModel.DataAnnotations;

namespace Parley.Server.Startup;

/// <summary>How the server is reached. Section <c>Server</c>.</summary>
internal sealed class ServerOptions
{
    /// <summary>development, staging or production (APP_ENV). Default development.</summary>
    public string Environment { get; set; } = "development";

    /// <summary>Shows the details of unexpected errors to clients (APP_DEBUG). Default false; refused in production.</summary>
    public bool Debug { get; set; }

    /// <summary>The port on the loopback addresses (APP_PORT). Default 8000; 0 takes any free one.</summary>
    [Range(0, 65535)]
    public int Port { get; set; } = 8000;

    /// <summary>The address people use, such as https://parley.example.com (APP_PUBLIC_URL). Links in answers begin with it. Default: this machine.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>single-user: whoever reaches the loopback address is the one person; accounts: people sign in (AUTH_MODE).</summary>
    [AllowedValues("single-user", "accounts")]
    public string AuthMode { get; set; } = "single-user";

    public bool IsSingleUser => AuthMode is "single-user";

    /// <summary>The largest request body in bytes. Default 1 MiB; 64 KiB to 100 MiB.</summary>
    [Range(64 * 1024, 100 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>How often an idle stream sends a comment, so that proxies keep it open. Default 15 s; 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);
}
