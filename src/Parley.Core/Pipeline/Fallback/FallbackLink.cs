namespace Parley.Pipeline.Fallback;

/// <summary>A model that takes over when the ones before it fail, with its own parameters.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">Null: the provider's default.</param>
public sealed record FallbackLink(string Provider, string? Model)
{
    /// <summary>0 to 2; null leaves the request's.</summary>
    public float? Temperature { get; init; }

    /// <summary>0 to 1; null leaves the request's.</summary>
    public float? TopP { get; init; }

    /// <summary>The longest answer in tokens; null leaves the request's.</summary>
    public int? MaxOutputTokens { get; init; }
}
