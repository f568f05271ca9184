using Parley.Models;

namespace Parley.Pipeline.Calls;

/// <summary>
/// What happened to a call on its way through the pipeline, for whoever made it: who served it, what it cost, whether a
/// cache answered. Written by the middleware while the call runs, read when it is over.
/// </summary>
public sealed class CallReport
{
    private readonly Lock _gate = new();
    private readonly List<CallAttempt> _attempts = [];
    private long _costNanos;
    private bool _isUnpriced;

    /// <summary>Who served the answer, or its last part. Null while nobody did.</summary>
    public ModelSelection? ServedBy { get; set; }

    /// <summary>Which cache answered.</summary>
    public CacheOutcome Cache { get; set; }

    /// <summary>Billionths of a US dollar, all attempts together; null where a price is not known.</summary>
    public long? CostNanos
    {
        get
        {
            lock (_gate)
            {
                return _isUnpriced ? null : _costNanos;
            }
        }
    }

    /// <summary>Every call to a provider, oldest first.</summary>
    public IReadOnlyList<CallAttempt> Attempts
    {
        get
        {
            lock (_gate)
            {
                return [.. _attempts];
            }
        }
    }

    internal void Add(CallAttempt attempt)
    {
        lock (_gate)
        {
            _attempts.Add(attempt);
        }
    }

    /// <summary>Tokens read, all attempts together.</summary>
    public int PromptTokens { get; private set; }

    /// <summary>Tokens written, all attempts together.</summary>
    public int CompletionTokens { get; private set; }

    /// <param name="nanos">Null: the model has no known price.</param>
    internal void Charge(int promptTokens, int completionTokens, long? nanos)
    {
        lock (_gate)
        {
            PromptTokens += promptTokens;
            CompletionTokens += completionTokens;
            _costNanos += nanos ?? 0;
            _isUnpriced |= nanos is null;
        }
    }
}

/// <summary>One call to a provider.</summary>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record CallAttempt(string Provider, string Model, ModelErrorKind? Error)
{
    /// <summary>Whether the provider was not called, because it is being left alone or paced, or a budget forbids it.</summary>
    public bool WasHeldBack { get; init; }
}

/// <summary>Where an answer came from.</summary>
public enum CacheOutcome
{
    /// <summary>No cache was asked.</summary>
    None,

    /// <summary>A cache was asked and had nothing.</summary>
    Miss,

    /// <summary>The same request had been answered before.</summary>
    Exact,

    /// <summary>A request that means the same had been answered before.</summary>
    Semantic,

    /// <summary>The same request was just being answered; both share the answer.</summary>
    Shared,
}
