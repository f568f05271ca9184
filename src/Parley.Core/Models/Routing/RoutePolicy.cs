namespace Parley.Models.Routing;

/// <summary>What a persona allows, within what the server allows.</summary>
/// <param name="Name">Whose policy it is, for messages and reasons: <c>persona support</c>.</param>
/// <param name="MinTier">Nothing below it; null leaves it to the server.</param>
/// <param name="MaxTier">Nothing above it; null leaves it to the server.</param>
/// <param name="AllowOverride">Whether a request may name its model; null leaves it to the server.</param>
public sealed record RoutePolicy(string Name, RouteTier? MinTier = null, RouteTier? MaxTier = null, bool? AllowOverride = null);
