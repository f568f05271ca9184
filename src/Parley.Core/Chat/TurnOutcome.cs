using Parley.Errors;
using Parley.Knowledge.Citations;
using Parley.Models;

namespace Parley.Chat;

/// <summary>How a turn ended.</summary>
internal sealed record TurnOutcome(TurnStatus Status)
{
    public string? FinishReason { get; init; }

    public int? PromptTokens { get; init; }

    public int? CompletionTokens { get; init; }

    /// <summary>What it cost, in billionths of a dollar; null where a price is not known.</summary>
    public long? CostNanos { get; init; }

    /// <summary>Which cache answered; null when a model did.</summary>
    public string? Cache { get; init; }

    /// <summary>Which model served it; null when none was asked.</summary>
    public ModelSelection? ServedBy { get; init; }

    /// <summary>Whether its citations are true; null where it was answered from no documents, or not to its end.</summary>
    public CitationReport? Citations { get; init; }

    /// <summary>What the client is told when the turn failed or was interrupted.</summary>
    public Problem? Problem { get; init; }
}
