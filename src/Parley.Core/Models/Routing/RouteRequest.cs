namespace Parley.Models.Routing;

/// <summary>What a model is chosen for.</summary>
/// <param name="Text">The person's message.</param>
public sealed record RouteRequest(string Text)
{
    /// <summary>The provider the request names; null for none.</summary>
    public string? Provider { get; init; }

    /// <summary>The model the request names; <c>auto</c> asks for routing; null for none.</summary>
    public string? Model { get; init; }

    /// <summary>Messages of the conversation before this one.</summary>
    public int Depth { get; init; }

    /// <summary>The tier of the conversation's last answer: what a short follow-up ("and now for n + 1?") goes on with.</summary>
    public RouteTier? PreviousTier { get; init; }

    /// <summary>Whether the answer must fit a schema or the caller demands a tool.</summary>
    public bool HasSchemaOrTools { get; init; }

    /// <summary>The persona's policy; null for none.</summary>
    public RoutePolicy? Policy { get; init; }
}
