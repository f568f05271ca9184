namespace Parley.Integrations.Oidc;

/// <summary>What is kept of a sign-in while the person is at the provider: in their own browser, encrypted.</summary>
/// <param name="State">Ties the answer to this browser.</param>
/// <param name="Nonce">Ties the ID token to this sign-in.</param>
/// <param name="Verifier">Without it the code is worth nothing (PKCE, RFC 7636).</param>
/// <param name="ReturnTo">Where the person wanted to go, a path of ours.</param>
public sealed record OidcFlow(string State, string Nonce, string Verifier, string ReturnTo, DateTimeOffset ExpiresAt);

/// <summary>What the provider sent the browser back with.</summary>
public sealed record OidcCallback(string? State, string? Code, string? Issuer, string? Error);
