namespace Parley.Chat;

/// <summary>A turn as a reader sees it: its ids and its log, be it running, just ended, or read back from storage.</summary>
/// <param name="Running">The turn itself while it is in this node's memory.</param>
public sealed record TurnView(
    TurnId Id, ConversationId ConversationId, MessageId UserMessageId, MessageId AnswerId, TurnLog Log, RunningTurn? Running)
{
    internal static TurnView Of(RunningTurn turn) =>
        new(turn.Id, turn.ConversationId, turn.UserMessageId, turn.AnswerId, turn.Log, turn);
}
