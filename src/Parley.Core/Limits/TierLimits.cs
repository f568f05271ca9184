using System.ComponentModel.DataAnnotations;

namespace Parley.Limits;

/// <summary>What each person of a tier may use in a minute.</summary>
public sealed class TierLimits
{
    /// <summary>Requests that reach a model, in each <see cref="LimitOptions.Window"/>. 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int Requests { get; set; }

    /// <summary>Tokens, read and written, in each minute. 1 to 10,000,000,000.</summary>
    [Range(1, 10_000_000_000)]
    public long Tokens { get; set; }
}
