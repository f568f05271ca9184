namespace Parley.Server.Endpoints.Contracts;

/// <summary>What can answer.</summary>
/// <param name="Fallback">The models that take over, in order.</param>
/// <param name="Degradation">full, degraded, minimal or offline.</param>
internal sealed record ModelsResponse(DefaultModel Default, IReadOnlyList<ProviderResponse> Providers, IReadOnlyList<DefaultModel> Fallback, string Degradation);

internal sealed record DefaultModel(string Provider, string Model);

/// <param name="Available">Whether the provider could be asked for its models just now.</param>
/// <param name="Error">Why not.</param>
/// <param name="Waiting">Calls that wait for their turn, where the provider is paced; else null.</param>
internal sealed record ProviderResponse(
    string Name, string DisplayName, string DefaultModel, IReadOnlyList<ModelResponse> Models, bool Available, string? Error, int? Waiting);

/// <param name="ContextTokens">The context window; null where it is not known.</param>
/// <param name="State">closed: it is called. open: it kept failing and is left alone. half_open: one call tries whether it is back.</param>
/// <param name="OpenSeconds">How long it is left alone; null when it is not.</param>
/// <param name="Price">Null where it is not known.</param>
internal sealed record ModelResponse(string Id, int? ContextTokens, string State, int? OpenSeconds, PriceResponse? Price);

/// <summary>US dollars per million tokens.</summary>
internal sealed record PriceResponse(decimal Input, decimal Output, decimal? CachedInput);
