using Parley.Errors;

namespace Parley.Chat;

/// <summary>How a turn ended.</summary>
internal sealed record TurnOutcome(TurnStatus Status)
{
    public string? FinishReason { get; init; }

    public int? PromptTokens { get; init; }

    public int? CompletionTokens { get; init; }

    /// <summary>What the client is told when the turn failed or was interrupted.</summary>
    public Problem? Problem { get; init; }
}
