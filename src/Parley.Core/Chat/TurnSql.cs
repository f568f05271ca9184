using Parley.Chat.Grounding;
using Parley.Data;

namespace Parley.Chat;

/// <summary>
/// The writes of a turn, in SQL that both databases speak. They run in a shared transaction, so what must not happen is
/// said in a WHERE clause: the first statement decides, and the others follow the turn it wrote.
/// </summary>
internal static class TurnSql
{
    private const string InsertConversation = """
        INSERT INTO conversations (id, tenant_id, owner_id, title, pinned, created_at, updated_at)
        SELECT $1, $2, $3, $4, $5, $6, $6
        WHERE NOT EXISTS (SELECT 1 FROM turns WHERE tenant_id = $2 AND owner_id = $3 AND idempotency_key = $7)
        """;

    private const string InsertTurn = """
        INSERT INTO turns (id, tenant_id, owner_id, conversation_id, user_message_id, answer_id, status, node_id,
                           provider, model, idempotency_key, request_hash, error_retryable, started_at,
                           route_tier, route_reason, persona, grounding)
        SELECT $1, c.tenant_id, c.owner_id, c.id, $2, $3, 'running', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
        FROM conversations c
        WHERE c.id = $15 AND c.tenant_id = $16 AND c.owner_id = $17
        ON CONFLICT DO NOTHING
        """;

    private const string InsertUserMessage = """
        INSERT INTO messages (id, tenant_id, owner_id, conversation_id, parent_id, role, content, created_at)
        SELECT t.user_message_id, t.tenant_id, t.owner_id, t.conversation_id, c.head_id, 'user', $2, t.started_at
        FROM turns t JOIN conversations c ON c.id = t.conversation_id
        WHERE t.id = $1
        """;

    private const string InsertAnswer = """
        INSERT INTO messages (id, tenant_id, owner_id, conversation_id, parent_id, turn_id, role, content, created_at)
        SELECT t.answer_id, t.tenant_id, t.owner_id, t.conversation_id, t.user_message_id, t.id, 'assistant', '', t.started_at
        FROM turns t
        WHERE t.id = $1
        """;

    // Only the title nobody chose is replaced.
    private const string Retitle = $"""
        UPDATE conversations SET title = $2
        WHERE title = '{ConversationTitle.Untitled}' AND id = (SELECT conversation_id FROM turns WHERE id = $1)
        """;

    private const string MoveHead = """
        UPDATE conversations SET head_id = $2, provider = $3, model = $4, updated_at = $5, persona = $6, persona_variables = $7
        WHERE id = (SELECT conversation_id FROM turns WHERE id = $1)
        """;

    private const string InsertEvents = """
        INSERT INTO turn_events (turn_id, first_sequence, tenant_id, owner_id, events)
        SELECT t.id, $2, t.tenant_id, t.owner_id, $3 FROM turns t WHERE t.id = $1
        """;

    private const string UpdateTurn = """
        UPDATE turns SET status = $2, finish_reason = $3, prompt_tokens = $4, completion_tokens = $5,
                         error_code = $6, error_detail = $7, error_retryable = $8, ended_at = $9, cost_nanos = $10, cache = $11,
                         provider = COALESCE($12, provider), model = COALESCE($13, model), sources = $14, citations = $15
        WHERE id = $1 AND status = 'running'
        """;

    private const string UpdateAnswer =
        "UPDATE messages SET content = $2 WHERE id = (SELECT answer_id FROM turns WHERE id = $1)";

    public static SqlStatement NewConversation(RunningTurn turn, string? key, DateTime now) => new(
        InsertConversation, turn.ConversationId.Value, turn.Caller.TenantId, turn.Caller.UserId, turn.Title, false, now, SqlNull.Of(key));

    public static IEnumerable<SqlStatement> Begin(RunningTurn turn, TurnRequest request, string node, DateTime now)
    {
        var id = turn.Id.Value;
        var hash = request.IdempotencyKey is null ? null : request.Hash();
        yield return new(
            InsertTurn, id, turn.UserMessageId.Value, turn.AnswerId.Value, node, turn.Model.Provider.Name, turn.Model.Model,
            SqlNull.Of(request.IdempotencyKey), SqlNull.Of(hash), false, now,
            SqlNull.Of(turn.Route?.Tier is { } tier ? SnakeCaseEnum.Write(tier) : null), SqlNull.Of(turn.Route?.Reason),
            SqlNull.Of(turn.Persona?.Rendered.Reference), SqlNull.Of(turn.Grounding?.Write()),
            turn.ConversationId.Value, turn.Caller.TenantId, turn.Caller.UserId);
        if (!request.Regenerates)
        {
            yield return new(InsertUserMessage, id, request.Message!);
        }

        yield return new(InsertAnswer, id);
        yield return new(Retitle, id, turn.Title);
        yield return new(
            MoveHead, id, turn.AnswerId.Value, turn.Model.Provider.Name, turn.Model.Model, now,
            SqlNull.Of(turn.Persona?.Asked), SqlNull.Of(turn.Persona?.Variables));
    }

    public static SqlStatement Events(TurnId turn, ReadOnlySpan<TurnEvent> events) =>
        new(InsertEvents, turn.Value, events[0].Sequence, TurnEventCodec.Encode(events));

    /// <param name="sources">The passages the answer was given, as JSON.</param>
    public static IEnumerable<SqlStatement> Finish(TurnId turn, TurnOutcome outcome, string content, string? sources, DateTime now)
    {
        yield return new(
            UpdateTurn, turn.Value, SnakeCaseEnum.Write(outcome.Status), SqlNull.Of(outcome.FinishReason),
            SqlNull.Of(outcome.PromptTokens), SqlNull.Of(outcome.CompletionTokens), SqlNull.Of(outcome.Problem?.Code),
            SqlNull.Of(outcome.Problem?.Detail), outcome.Problem?.Retryable ?? false, now,
            SqlNull.Of(outcome.CostNanos), SqlNull.Of(outcome.Cache), SqlNull.Of(outcome.ServedBy?.Provider.Name), SqlNull.Of(outcome.ServedBy?.Model),
            SqlNull.Of(sources), SqlNull.Of(outcome.Citations is { } citations ? TurnGroundingJson.Write(citations) : null));
        yield return new(UpdateAnswer, turn.Value, content);
    }
}
