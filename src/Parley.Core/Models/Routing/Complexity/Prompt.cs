namespace Parley.Models.Routing.Complexity;

/// <summary>What is judged: a message and what is known around it.</summary>
/// <param name="Text">The person's message, of any length.</param>
public sealed record Prompt(string Text)
{
    /// <inheritdoc cref="RouteRequest.Depth"/>
    public int Depth { get; init; }

    /// <inheritdoc cref="RouteRequest.PreviousTier"/>
    public RouteTier? PreviousTier { get; init; }

    /// <inheritdoc cref="RouteRequest.HasSchemaOrTools"/>
    public bool HasSchemaOrTools { get; init; }
}
