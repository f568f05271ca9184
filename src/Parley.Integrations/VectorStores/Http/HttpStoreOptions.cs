using System.ComponentModel.DataAnnotations;

namespace Parley.Integrations.VectorStores.Http;

/// <summary>How stores are called over the network. Section <c>VectorStores:Http</c>.</summary>
public sealed class HttpStoreOptions
{
    /// <summary>How long one attempt may take. Default 30 s; 0.1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is made at most. Default 4; 1 (no retry) to 10.</summary>
    [Range(1, 10)]
    public int MaxAttempts { get; set; } = 4;

    /// <summary>The wait before the second attempt, which doubles with each further one. Default 200 ms; 1 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>No wait is longer; a store that asks for more is not asked again. Default 10 s; 1 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(10);
}
