namespace Parley.Chat;

/// <summary>
/// Something that happened in a turn. Sequence numbers begin at 1 and rise; they are the ids a client resumes by.
/// </summary>
/// <param name="Payload">For <see cref="TurnEventKind.Token"/> the piece of text itself, else the event's JSON object.</param>
/// <param name="Index">For a token, its place among the tokens of the answer, from 0; the log gives it.</param>
public readonly record struct TurnEvent(long Sequence, TurnEventKind Kind, string Payload, int Index = 0)
{
    /// <summary>Whether nothing follows.</summary>
    public bool IsLast => Kind is TurnEventKind.Complete or TurnEventKind.Error;
}
