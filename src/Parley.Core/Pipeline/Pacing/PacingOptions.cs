using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Parley.Pipeline.Pacing;

/// <summary>How fast each provider may be called by this process. Section <c>Pacing</c>.</summary>
public sealed class PacingOptions
{
    /// <summary>By the provider's name. One that is not named is not paced.</summary>
    [ValidateEnumeratedItems]
    public Dictionary<string, PacingLimits> Providers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a call may wait for its turn before it is refused. Default 30 s; 0 (not at all) to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls that may wait for one provider. Default 1000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxWaiting { get; set; } = 1000;
}

/// <summary>The limits of one provider's account. Divide them by the number of nodes.</summary>
public sealed class PacingLimits
{
    /// <summary>In any minute. Null: no limit; 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int? RequestsPerMinute { get; set; }

    /// <summary>Prompt and answer together, in any minute. Null: no limit; 100 to 10,000,000,000.</summary>
    [Range(100, 10_000_000_000)]
    public long? TokensPerMinute { get; set; }
}
