namespace Parley.Integrations.Oidc;

/// <summary>Somebody could not be signed in by the provider.</summary>
/// <param name="message">For the log; holds no code and no token.</param>
public sealed class OidcException(OidcFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public OidcFailure Failure { get; } = failure;
}

/// <summary>Why, as far as the person is told.</summary>
public enum OidcFailure
{
    /// <summary>The provider cannot be reached, or does not answer as one.</summary>
    ProviderUnavailable,

    /// <summary>The person, or the provider, said no.</summary>
    AccessDenied,

    /// <summary>It took too long, was begun in another browser, or was finished before.</summary>
    Expired,

    /// <summary>What the provider gave does not prove who somebody is.</summary>
    Invalid,
}
