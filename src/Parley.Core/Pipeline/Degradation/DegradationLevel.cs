namespace Parley.Pipeline.Degradation;

/// <summary>How much of Parley works. In order: each is worse than the one before.</summary>
public enum DegradationLevel
{
    /// <summary>The default model answers.</summary>
    Full,

    /// <summary>It does not; another model of the fallback chain does. Chosen by an operator, it spares the first model where there is a second.</summary>
    Degraded,

    /// <summary>No model can be reached: people get cached answers, else those of the built-in assistant.</summary>
    Minimal,

    /// <summary>As before, but without caches.</summary>
    Offline,
}
