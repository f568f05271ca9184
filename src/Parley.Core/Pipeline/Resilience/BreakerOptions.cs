using System.ComponentModel.DataAnnotations;

namespace Parley.Pipeline.Resilience;

/// <summary>When a model of a provider is left alone for a while. Section <c>Breakers</c>.</summary>
public sealed class BreakerOptions
{
    /// <summary>Failures in a row after which it is. Default 5; 1 to 100.</summary>
    [Range(1, 100)]
    public int Failures { get; set; } = 5;

    /// <summary>For how long; then one call tries it. Default 60 s; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan OpenFor { get; set; } = TimeSpan.FromSeconds(60);
}
