using Parley.Chat;
using Parley.Chat.Context;
using Parley.Chat.Grounding;
using Parley.Knowledge.Citations;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>A whole answer.</summary>
internal sealed record ChatResponse(
    MessageId Id, ConversationId ConversationId, TurnId TurnId, MessageId UserMessageId, string Role, string Content,
    TokenUsage TokensUsed, decimal? Cost, string Model, string Provider, IReadOnlyList<TurnSource> Sources, DateTime Timestamp,
    string FinishReason, string Title, string? Cache, int ModelCalls, string Degradation, TurnRoute? Route, ContextReport? Context, string? Persona, CitationReport? Citations)
{
    public static ChatResponse From(TurnCompleted done, string content) => new(
        done.Id, done.ConversationId, done.TurnId, done.UserMessageId, "assistant", content,
        done.TokensUsed, done.Cost, done.Model, done.Provider, done.Sources ?? [], done.Timestamp, done.FinishReason, done.Title,
        done.Cache, done.ModelCalls, done.Degradation, done.Route, done.Context, done.Persona, done.Citations);
}
