using System.Text.Json;

namespace Parley.Integrations.Oidc;

/// <summary>What a provider says of itself (OpenID Connect Discovery 1.0), as far as it is needed.</summary>
/// <param name="SendsIssuer">Whether every answer must name its issuer (RFC 9207).</param>
internal sealed record OidcMetadata(
    string Issuer, Uri AuthorizationEndpoint, Uri TokenEndpoint, Uri KeysEndpoint, Uri? UserInfoEndpoint, Uri? EndSessionEndpoint,
    IReadOnlyList<string> ClientAuthentications, bool SendsIssuer)
{
    /// <exception cref="OidcException">It is not the authority's, or names what may not be asked.</exception>
    public static OidcMetadata Read(JsonElement document, string authority)
    {
        // Without this a provider could speak for another.
        var issuer = Claims.Text(document, "issuer");
        if (issuer is null || issuer.TrimEnd('/') != authority.TrimEnd('/'))
        {
            throw Wrong($"calls itself '{issuer}', and not as OIDC_AUTHORITY says");
        }

        var root = new Uri(authority);
        return new(
            issuer, Required(document, "authorization_endpoint", root), Required(document, "token_endpoint", root),
            Required(document, "jwks_uri", root), Address(document, "userinfo_endpoint", root), Address(document, "end_session_endpoint", root),
            Claims.Texts(document, "token_endpoint_auth_methods_supported") ?? [],
            document.TryGetProperty("authorization_response_iss_parameter_supported", out var sends) && sends.ValueKind is JsonValueKind.True);
    }

    private static Uri Required(JsonElement document, string name, Uri authority) =>
        Address(document, name, authority) ?? throw Wrong($"names no {name}");

    private static Uri? Address(JsonElement document, string name, Uri authority) => Claims.Text(document, name) switch
    {
        null => null,
        { } text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && OidcAddress.IsAllowed(uri, authority) => uri,
        _ => throw Wrong($"names a {name} that is not an https:// address"),
    };

    private static OidcException Wrong(string what) => new(OidcFailure.ProviderUnavailable, $"The identity provider's document {what}.");
}
