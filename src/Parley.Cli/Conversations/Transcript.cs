using Parley.Chat;

namespace Parley.Cli.Conversations;

/// <summary>A conversation as it is read or exported: its active path, oldest first.</summary>
internal sealed record Transcript(Conversation Conversation, IReadOnlyList<TranscriptEntry> Entries);

/// <summary>One message.</summary>
/// <param name="Turn">For an answer, how it came about.</param>
internal sealed record TranscriptEntry(Message Message, Turn? Turn)
{
    public bool IsUser => Message.Role is MessageRole.User;

    /// <summary>Why the answer is not whole, in a few words; null where it is.</summary>
    public string? Flaw => Turn switch
    {
        null or { Status: TurnStatus.Complete, FinishReason: not "length" } => null,
        { Status: TurnStatus.Complete } => "cut at its length limit",
        { Status: TurnStatus.Running } => "still being written",
        { Status: TurnStatus.Cancelled } => "stopped",
        { ErrorDetail: { } detail } => $"{(Turn.Status is TurnStatus.Interrupted ? "interrupted" : "failed")}: {detail}",
        _ => "interrupted",
    };
}
