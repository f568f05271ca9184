using System.ComponentModel.DataAnnotations;

namespace Parley.Server.Http.Sockets;

/// <summary>What WebSockets may take of this node. Section <c>Sockets</c>.</summary>
internal sealed class SocketOptions
{
    /// <summary>The largest message of a client in bytes. Default 1 MiB; 4 KiB to 100 MiB.</summary>
    [Range(4 * 1024, 100 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 1024 * 1024;

    /// <summary>Sockets of one person. Default 20; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxPerUser { get; set; } = 20;

    /// <summary>Sockets of all. Default 1,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int Max { get; set; } = 1000;

    /// <summary>Answers that one socket follows at once. Default 20; 1 to 1,000.</summary>
    [Range(1, 1000)]
    public int MaxTurns { get; set; } = 20;

    /// <summary>How long a socket may stand on which nothing is asked and nothing answered. Default 10 min; 1 s to 1 d.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMinutes(10);
}
