using System.ComponentModel.DataAnnotations;

namespace Parley.Pipeline.Caching;

/// <summary>What answers are remembered, how long and how many. Section <c>Caches</c>.</summary>
public sealed class CacheOptions
{
    /// <summary>
    /// Which requests are answered from an earlier, equal one, and share one call while they run at the same time.
    /// Default: those with temperature 0, for which the model would say the same again.
    /// </summary>
    public ExactCacheMode Exact { get; set; } = ExactCacheMode.Deterministic;

    /// <summary>
    /// Whether people of a tenant with the same role and groups may be answered from one another's answers. Default false:
    /// everybody only from their own, because a question can tell of who asks it.
    /// </summary>
    public bool ShareWithinTenant { get; set; }

    /// <summary>How long an answer is remembered (CACHE_TTL). Default 1 h; 1 s to 30 d.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Ttl { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Memory for answers; the least recently used goes first. Default 64 MiB; 64 KiB to 16 GiB.</summary>
    [Range(64L * 1024, 16L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Longer answers are not remembered. Default 256 KiB; 1 KiB to 16 MiB.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxEntryBytes { get; set; } = 256 * 1024;

    /// <summary>
    /// What a shared call keeps for readers that come later. Beyond it nobody may join any more, what all have read is let
    /// go of, and the model waits for the slowest reader. Default 1 MiB; 4 KiB to 64 MiB.
    /// </summary>
    [Range(4 * 1024, 64 * 1024 * 1024)]
    public int MaxSharedBytes { get; set; } = 1024 * 1024;
}

/// <summary>Which requests the exact cache takes.</summary>
public enum ExactCacheMode
{
    /// <summary>None.</summary>
    Off,

    /// <summary>Those with temperature 0.</summary>
    Deterministic,

    /// <summary>All: who asks the same twice gets the same words twice.</summary>
    All,
}
