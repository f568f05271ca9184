namespace Parley.Server.Endpoints.Contracts;

/// <summary>The process lives.</summary>
internal sealed record HealthResponse(string Status, string Version, long UptimeSeconds);

/// <summary>Whether everything it needs is there.</summary>
internal sealed record ReadyResponse(string Status, string Version, IReadOnlyList<DependencyResponse> Dependencies);

/// <param name="Status">ok or down.</param>
internal sealed record DependencyResponse(string Name, string Status, string Detail);
