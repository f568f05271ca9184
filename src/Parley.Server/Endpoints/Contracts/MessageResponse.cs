using Parley.Chat;
using Parley.Chat.Grounding;
using Parley.Knowledge.Citations;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>A message of a conversation's active path.</summary>
internal sealed record MessageResponse(
    MessageId Id, ConversationId ConversationId, MessageId? ParentId, TurnId? TurnId, string Role, string Content, string Status,
    string? FinishReason, string? Provider, string? Model, TokenUsage? TokensUsed, decimal? Cost, string? Cache, MessageError? Error, DateTime CreatedAt,
    TurnRoute? Route, string? Persona, IReadOnlyList<TurnSource>? Sources, CitationReport? Citations)
{
    /// <param name="turn">For an answer, the turn that wrote it.</param>
    /// <param name="live">What that turn told so far, while it runs.</param>
    public static MessageResponse From(Message message, Turn? turn, TurnLog? live) => new(
        message.Id, message.ConversationId, message.ParentId, message.TurnId,
        Data.SnakeCaseEnum.Write(message.Role), live?.TextSoFar() ?? message.Content,
        Data.SnakeCaseEnum.Write(turn?.Status ?? TurnStatus.Complete), turn?.FinishReason, turn?.Provider, turn?.Model,
        turn?.PromptTokens is null && turn?.CompletionTokens is null ? null : new(turn.PromptTokens ?? 0, turn.CompletionTokens ?? 0),
        turn?.CostNanos / 1e9m, turn?.Cache,
        turn?.ErrorCode is { } code ? new(code, turn.ErrorDetail!, turn.ErrorRetryable) : null, message.CreatedAt,
        TurnRoute.Of(turn?.RouteTier, turn?.RouteReason), turn?.Persona,
        live?.SourcesSoFar() ?? TurnGroundingJson.ReadSources(turn?.Sources), TurnGroundingJson.ReadCitations(turn?.Citations));
}

/// <summary>Why an answer failed or was interrupted.</summary>
internal sealed record MessageError(string Code, string Detail, bool Retryable);
