using System.ComponentModel.DataAnnotations;

namespace Parley.Pipeline.Resilience;

/// <summary>How long a model may take. Connecting has its own bound, in the provider.</summary>
public sealed class TimeoutOptions
{
    private static readonly TimeSpan LongestFirstToken = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For a whole answer: from the request to its end. Default 60 s; 10 ms to 1 h. A stream as a whole is not bounded
    /// here: as long as tokens come it is alive, and the turn it belongs to has its own bound.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Total { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// For a stream: from the request to the first token. Default: <see cref="Total"/>, but at most 60 s; 10 ms to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan? FirstToken { get; set; }

    /// <summary>
    /// For a stream: from one token to the next, and from the last to the end. Default: <see cref="Total"/>, but at most
    /// 30 s; 10 ms to 1 h. The time the reader takes between two tokens does not count.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan? BetweenTokens { get; set; }

    internal TimeSpan EffectiveFirstToken => FirstToken ?? Shorter(Total, LongestFirstToken);

    internal TimeSpan EffectiveBetweenTokens => BetweenTokens ?? Shorter(Total, LongestGap);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
