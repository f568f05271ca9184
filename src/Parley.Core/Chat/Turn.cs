using Parley.Data;
using Parley.Models.Routing;

namespace Parley.Chat;

/// <summary>One answer in the making, and afterwards the record of how it was made.</summary>
public sealed class Turn : IOwned
{
    public TurnId Id { get; set; }

    public Guid TenantId { get; set; }

    public Guid OwnerId { get; set; }

    public ConversationId ConversationId { get; set; }

    public MessageId UserMessageId { get; set; }

    public MessageId AnswerId { get; set; }

    public TurnStatus Status { get; set; }

    /// <summary>The node that runs it; see <see cref="INodeLease"/>.</summary>
    public required string NodeId { get; set; }

    public required string Provider { get; set; }

    public required string Model { get; set; }

    /// <summary>The tier the message was routed to; null when routing had no part in it, or the request chose a model of no tier.</summary>
    public RouteTier? RouteTier { get; set; }

    /// <summary>Why this model: the router's words. Null when routing had no part in it.</summary>
    public string? RouteReason { get; set; }

    /// <summary>The persona and version that answered, such as <c>support@3</c>.</summary>
    public string? Persona { get; set; }

    /// <summary>From which documents it is answered, as JSON; null: from none.</summary>
    public string? Grounding { get; set; }

    /// <summary>The passages the model was given, as a JSON array of <see cref="Chat.Grounding.TurnSource"/>.</summary>
    public string? Sources { get; set; }

    /// <summary>What became of the check of citations, as the JSON of a <see cref="Knowledge.Citations.CitationReport"/>.</summary>
    public string? Citations { get; set; }

    /// <summary>stop, length, content_filter, tool_calls or cancelled.</summary>
    public string? FinishReason { get; set; }

    public int? PromptTokens { get; set; }

    public int? CompletionTokens { get; set; }

    /// <summary>What the answer cost, in billionths of a dollar; null where a price is not known, and while it runs.</summary>
    public long? CostNanos { get; set; }

    /// <summary>Which cache answered: exact, semantic or shared; null when a model did.</summary>
    public string? Cache { get; set; }

    /// <summary>The code a client saw, in UPPER_SNAKE.</summary>
    public string? ErrorCode { get; set; }

    public string? ErrorDetail { get; set; }

    public bool ErrorRetryable { get; set; }

    /// <summary>The client's Idempotency-Key: the same key of the same person names the same turn.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>SHA-256 of the request that came with the key, so that a key reused for something else is noticed.</summary>
    public string? RequestHash { get; set; }

    public DateTime StartedAt { get; set; }

    public DateTime? EndedAt { get; set; }
}
