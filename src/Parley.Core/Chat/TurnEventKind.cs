namespace Parley.Chat;

/// <summary>What an event of a turn tells; the lower-case name is the event's name on the wire.</summary>
public enum TurnEventKind
{
    /// <summary>A piece of the answer's text.</summary>
    Token,

    /// <summary>A passage that the answer may rest on. These come before the first token.</summary>
    Source,

    /// <summary>A tool was called, or has answered.</summary>
    Tool,

    /// <summary>Another model went on with the answer, or began it anew: then the text so far is void.</summary>
    Failover,

    /// <summary>The answer comes from a cache.</summary>
    Cache,

    /// <summary>The last event of a turn that ended well or was stopped.</summary>
    Complete,

    /// <summary>The last event of a turn that failed.</summary>
    Error,
}
