namespace Parley.Server.Endpoints.Contracts;

/// <summary>What can answer.</summary>
internal sealed record ModelsResponse(DefaultModel Default, IReadOnlyList<ProviderResponse> Providers);

internal sealed record DefaultModel(string Provider, string Model);

/// <param name="Available">Whether the provider could be asked for its models just now.</param>
/// <param name="Error">Why not.</param>
internal sealed record ProviderResponse(
    string Name, string DisplayName, string DefaultModel, IReadOnlyList<ModelResponse> Models, bool Available, string? Error);

/// <param name="ContextTokens">The context window; null where it is not known.</param>
internal sealed record ModelResponse(string Id, int? ContextTokens);
