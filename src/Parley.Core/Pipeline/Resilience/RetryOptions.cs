using System.ComponentModel.DataAnnotations;

namespace Parley.Pipeline.Resilience;

/// <summary>How often a call that failed before its first token is made again. Section <c>Retries</c>.</summary>
public sealed class RetryOptions
{
    /// <summary>Calls to one model, the first among them. Default 3; 1 to 10.</summary>
    [Range(1, 10)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>
    /// The middle of the first wait; each further one is about twice as long, and all are scattered so that many callers do
    /// not come back at once. Default 500 ms; 1 ms to 1 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The longest wait. A provider that asks for a longer one is not asked again: the next model of the chain is.
    /// Default 10 s; 1 ms to 5 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(10);
}
