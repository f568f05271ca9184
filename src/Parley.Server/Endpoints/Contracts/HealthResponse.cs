namespace Parley.Server.Endpoints.Contracts;

/// <summary>The process lives.</summary>
internal sealed record HealthResponse(string Status, string Version, long UptimeSeconds);

/// <summary>Whether everything it needs is there.</summary>
/// <param name="Degradation">full, degraded, minimal or offline. A node at a lower level is still ready: it answers.</param>
internal sealed record ReadyResponse(string Status, string Version, string Degradation, IReadOnlyList<DependencyResponse> Dependencies);

/// <param name="Status">ok or down.</param>
/// <param name="Detail">For those who run the installation; else null.</param>
internal sealed record DependencyResponse(string Name, string Status, string? Detail);
