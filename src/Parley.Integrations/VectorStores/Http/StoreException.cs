namespace Parley.Integrations.VectorStores.Http;

/// <summary>One attempt at a call failed. The message may be shown.</summary>
internal sealed class StoreException(string message, bool isTransient, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the same call may succeed a moment later.</summary>
    public bool IsTransient { get; } = isTransient;

    /// <summary>How long the store asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
