namespace Parley.Chat;

/// <summary>Why a reader of a turn's log was woken.</summary>
public enum TurnReadState
{
    /// <summary>There are events to take.</summary>
    Available,

    /// <summary>Nothing new: somebody asked for a sign of life with <see cref="TurnReader.Nudge"/>.</summary>
    Idle,

    /// <summary>All events were taken and none follows.</summary>
    Ended,
}
