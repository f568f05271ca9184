namespace Parley.Models.Routing;

/// <summary>Which model serves, and why.</summary>
/// <param name="Tier">Null when the request chose a model that stands in no tier.</param>
/// <param name="Reason">A sentence for people: <c>premium: asks for a proof, names 4 constraints</c>.</param>
public sealed record RouteDecision(ModelSelection Selection, RouteTier? Tier, string Reason)
{
    /// <summary>The longest reason stored, in characters.</summary>
    public const int MaxReasonLength = 500;
}
