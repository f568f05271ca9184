namespace Parley.Chat;

/// <summary>Where a turn stands. Only <see cref="Running"/> changes into another; the rest are final.</summary>
public enum TurnStatus
{
    Running,

    /// <summary>The model finished, also when it did so at its length limit or its content filter.</summary>
    Complete,

    /// <summary>A person stopped it, or nobody listened any more. What was said is kept.</summary>
    Cancelled,

    /// <summary>The node that ran it died or was shut down. What was durable is kept.</summary>
    Interrupted,

    /// <summary>The provider failed. What was said before is kept.</summary>
    Failed,
}
