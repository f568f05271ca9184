using System.Text.Json.Serialization;
using Parley.Chat.Context;
using Parley.Chat.Grounding;
using Parley.Data;
using Parley.Errors;
using Parley.Knowledge.Citations;
using Parley.Models.Routing;

namespace Parley.Chat;

/// <summary>The <c>complete</c> event: what is known of an answer once it is there.</summary>
public sealed record TurnCompleted
{
    /// <summary>stop, length, content_filter, tool_calls or cancelled.</summary>
    public required string FinishReason { get; init; }

    public required int TotalTokens { get; init; }

    public required TokenUsage TokensUsed { get; init; }

    /// <summary>In US dollars, every call for this answer together; null where a price is not known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Which cache answered: exact, semantic or shared; null when a model did.</summary>
    public string? Cache { get; init; }

    /// <summary>Calls to models it took: more than one with tools, after a retry or a failover.</summary>
    public int ModelCalls { get; init; }

    /// <summary>How much of Parley worked: full, degraded, minimal or offline.</summary>
    public required string Degradation { get; init; }

    /// <summary>The answer's message id.</summary>
    public required MessageId Id { get; init; }

    public required MessageId UserMessageId { get; init; }

    public required ConversationId ConversationId { get; init; }

    public required TurnId TurnId { get; init; }

    public required string Title { get; init; }

    /// <summary>Which model served it, or the last part of it.</summary>
    public required string Model { get; init; }

    public required string Provider { get; init; }

    /// <summary>The persona and version that answered.</summary>
    public string? Persona { get; init; }

    public required DateTime Timestamp { get; init; }

    /// <summary>What was left out of the prompt to make it fit; null when nothing was.</summary>
    public ContextReport? Context { get; init; }

    /// <summary>How the model was chosen; null when routing had no part in it.</summary>
    public TurnRoute? Route { get; init; }

    /// <summary>The passages the answer was given; null where it was answered from no documents.</summary>
    public IReadOnlyList<TurnSource>? Sources { get; init; }

    /// <summary>Whether its citations are true; null where there was nothing to check.</summary>
    public CitationReport? Citations { get; init; }
}

/// <summary>How a model was chosen.</summary>
/// <param name="Tier">economy, standard or premium; null when the request chose a model of no tier.</param>
/// <param name="Reason">For people.</param>
public sealed record TurnRoute(string? Tier, string Reason)
{
    public static TurnRoute? Of(RouteTier? tier, string? reason) =>
        reason is null ? null : new(tier is { } known ? SnakeCaseEnum.Write(known) : null, reason);
}

/// <summary>Tokens of one answer.</summary>
/// <param name="Prompt">What the model was given.</param>
/// <param name="Completion">What it wrote.</param>
public sealed record TokenUsage(int Prompt, int Completion)
{
    public int Total => Prompt + Completion;
}

/// <summary>The <c>tool</c> event.</summary>
/// <param name="Id">Names the call: the event comes when it begins and again when it ends.</param>
/// <param name="Status">running, done or failed.</param>
public sealed record ToolStep(string Id, string Name, IDictionary<string, object?>? Arguments, string Status, string? Result);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(TurnCompleted))]
[JsonSerializable(typeof(ToolStep))]
[JsonSerializable(typeof(TurnFailover))]
[JsonSerializable(typeof(TurnCacheHit))]
[JsonSerializable(typeof(GroundingChoice))]
[JsonSerializable(typeof(IReadOnlyList<TurnSource>))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, System.Text.Json.JsonElement>))]
internal sealed partial class TurnJson : JsonSerializerContext;
