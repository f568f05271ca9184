namespace Parley.Pipeline.Calls;

/// <summary>What a call may have to do with the answer caches.</summary>
public enum CacheUse
{
    /// <summary>As configured.</summary>
    Allowed,

    /// <summary>Answer anew, but remember the answer: somebody asked for another one.</summary>
    Refresh,

    /// <summary>Neither look nor remember.</summary>
    None,
}
