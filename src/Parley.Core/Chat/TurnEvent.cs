namespace Parley.Chat;

/// <summary>
/// Something that happened in a turn. Sequence numbers begin at 1 and rise; they are the ids a client resumes by.
/// </summary>
/// <param name="Payload">For <see cref="TurnEventKind.Token"/> the piece of text itself, else the event's JSON object.</param>
public readonly record struct TurnEvent(long Sequence, TurnEventKind Kind, string Payload)
{
    /// <summary>Whether nothing follows.</summary>
    public bool IsLast => Kind is TurnEventKind.Complete or TurnEventKind.Error;
}
