namespace Parley.Chat;

/// <summary>Why a turn was made to end before its model did.</summary>
internal enum TurnEnding
{
    None,

    /// <summary>A person stopped it.</summary>
    Stopped,

    /// <summary>Nobody read it for <see cref="TurnOptions.ReaderGrace"/>.</summary>
    Abandoned,

    /// <summary>It took longer than <see cref="TurnOptions.MaxTurnDuration"/>.</summary>
    TimedOut,

    /// <summary>The process is going down.</summary>
    ShutDown,
}
