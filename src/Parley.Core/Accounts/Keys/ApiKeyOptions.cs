using System.ComponentModel.DataAnnotations;

namespace Parley.Accounts.Keys;

/// <summary>How API keys are made. Section <c>ApiKeys</c>.</summary>
public sealed class ApiKeyOptions
{
    /// <summary>How long a key holds for which nobody said it. Default 90 days; 1 day to 1 year.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "366.00:00:00")]
    public TimeSpan DefaultLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The longest a key may hold. Default and most 366 days; 1 day at least.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "366.00:00:00")]
    public TimeSpan MaxLifetime { get; set; } = TimeSpan.FromDays(366);

    /// <summary>Whether a key may be asked for that never runs out. Default false: such a key is found years later, where nobody looks.</summary>
    public bool AllowEndless { get; set; }

    /// <summary>Keys of one person or program at a time. Default 50; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MaxKeys { get; set; } = 50;

    /// <summary>
    /// How soon another node learns that a key was revoked. The node where it happened knows at once. Default 3 s; 0 to 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan StateMaxAge { get; set; } = TimeSpan.FromSeconds(3);
}
