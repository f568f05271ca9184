using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Parley.Accounts.External;
using Parley.Secrets;

namespace Parley.Integrations.Oidc;

/// <summary>Signs people in at the provider: the authorization code flow with PKCE (RFC 9700, 2.1.1).</summary>
public sealed class OidcClient
{
    private readonly OidcHttp _http;
    private readonly OidcProvider _provider;
    private readonly IdTokenValidator _tokens;
    private readonly OidcOptions _options;
    private readonly RoleMap _roles;
    private readonly TimeProvider _clock;

    internal OidcClient(OidcHttp http, OidcProvider provider, IdTokenValidator tokens, IOptions<OidcOptions> options, TimeProvider clock)
    {
        (_http, _provider, _tokens, _options, _clock) = (http, provider, tokens, options.Value, clock);
        _roles = new RoleMap(_options.Roles);
    }

    public bool IsConfigured => _options.IsConfigured;

    /// <param name="redirect">Where the provider sends the person back to, exactly as it knows it.</param>
    /// <returns>Where the person has to go, and what has to be kept meanwhile.</returns>
    /// <exception cref="OidcException">The provider is away.</exception>
    public async Task<(Uri Address, OidcFlow Flow)> StartAsync(Uri redirect, string returnTo, CancellationToken cancellationToken)
    {
        var metadata = await _provider.GetMetadataAsync(cancellationToken);
        var flow = new OidcFlow(OpaqueToken.New(), OpaqueToken.New(), OpaqueToken.New(), returnTo, _clock.GetUtcNow() + _options.FlowLifetime);
        return (Query.Add(metadata.AuthorizationEndpoint, new()
        {
            ["response_type"] = "code",
            ["client_id"] = _options.ClientId!,
            ["redirect_uri"] = redirect.AbsoluteUri,
            ["scope"] = _options.Scopes,
            ["state"] = flow.State,
            ["nonce"] = flow.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(flow.Verifier))),
            ["code_challenge_method"] = "S256",
        }), flow);
    }

    /// <summary>Learns from the provider's answer who somebody is.</summary>
    /// <exception cref="OidcException">It does not say, or not credibly.</exception>
    public async Task<ExternalIdentity> CompleteAsync(OidcFlow flow, OidcCallback callback, Uri redirect, CancellationToken cancellationToken)
    {
        var metadata = await _provider.GetMetadataAsync(cancellationToken);
        var code = CheckAnswer(flow, callback, metadata);
        var answer = await ExchangeAsync(metadata, code, flow.Verifier, redirect, cancellationToken);
        var accessToken = Claims.Text(answer, "access_token");
        var idToken = Claims.Text(answer, "id_token") ?? throw new OidcException(OidcFailure.Invalid, "The identity provider gave no ID token.");
        var claims = await _tokens.ValidateAsync(idToken, flow.Nonce, accessToken, cancellationToken);
        var more = await ReadUserInfoAsync(metadata, claims, accessToken, cancellationToken);
        return Describe(metadata.Issuer, claims, more);
    }

    /// <summary>Where somebody signs out of the provider too; null when it has no such place.</summary>
    /// <exception cref="OidcException">The provider is away.</exception>
    public async Task<Uri?> EndSessionAsync(Uri returnTo, CancellationToken cancellationToken) =>
        (await _provider.GetMetadataAsync(cancellationToken)).EndSessionEndpoint is { } address
            ? Query.Add(address, new() { ["client_id"] = _options.ClientId!, ["post_logout_redirect_uri"] = returnTo.AbsoluteUri })
            : null;

    private static string CheckAnswer(OidcFlow flow, OidcCallback callback, OidcMetadata metadata)
    {
        if (callback.State is not { } state || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(flow.State)))
        {
            throw new OidcException(OidcFailure.Expired, "The answer belongs to another sign-in.");
        }

        // An answer of another provider must not be taken for this one's (mix-up, RFC 9207).
        if (callback.Issuer is { } issuer ? issuer != metadata.Issuer : metadata.SendsIssuer)
        {
            throw new OidcException(OidcFailure.Invalid, "The answer is of another issuer.");
        }

        if (callback.Error is { } error)
        {
            throw new OidcException(error is "server_error" or "temporarily_unavailable" ? OidcFailure.ProviderUnavailable : OidcFailure.AccessDenied, $"The identity provider said {Safe(error)}.");
        }

        return callback.Code ?? throw new OidcException(OidcFailure.Invalid, "The answer holds no code.");
    }

    private async Task<JsonElement> ExchangeAsync(OidcMetadata metadata, string code, string verifier, Uri redirect, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirect.AbsoluteUri,
            ["code_verifier"] = verifier,
        };
        var request = new HttpRequestMessage(HttpMethod.Post, metadata.TokenEndpoint);
        Authenticate(request, form, metadata);
        request.Content = new FormUrlEncodedContent(form);
        var answer = await _http.SendAsync(request, cancellationToken);
        return answer.IsSuccess ? answer.Body : throw new OidcException(
            (int)answer.Status >= 500 ? OidcFailure.ProviderUnavailable : OidcFailure.Invalid,
            $"The identity provider refused the code: {Safe(Claims.Text(answer.Body, "error") ?? "no reason")} ({(int)answer.Status}).");
    }

    // Basic is the standard's default (RFC 8414, 2): the other only where a provider names it and not that.
    private void Authenticate(HttpRequestMessage request, Dictionary<string, string> form, OidcMetadata metadata)
    {
        var secret = _options.ClientSecret?.Trim();
        var methods = metadata.ClientAuthentications;
        if (!string.IsNullOrEmpty(secret) && (methods.Count == 0 || methods.Contains("client_secret_basic") || !methods.Contains("client_secret_post")))
        {
            var pair = $"{Uri.EscapeDataString(_options.ClientId!)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
            return;
        }

        form["client_id"] = _options.ClientId!;
        if (!string.IsNullOrEmpty(secret))
        {
            form["client_secret"] = secret;
        }
    }

    // Many providers keep the ID token short and tell the rest here.
    private async Task<JsonElement?> ReadUserInfoAsync(OidcMetadata metadata, JsonElement claims, string? accessToken, CancellationToken cancellationToken)
    {
        string?[] wanted = ["email", "name", _options.RoleClaim, _options.GroupClaim];
        if (metadata.UserInfoEndpoint is null || accessToken is null || wanted.All(claim => string.IsNullOrEmpty(claim) || Claims.Texts(claims, claim) is not null))
        {
            return null;
        }

        var request = new HttpRequestMessage(HttpMethod.Get, metadata.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        var more = (await _http.SendAsync(request, cancellationToken)).Expect("somebody's profile");

        // Else it could be the profile of another (OpenID Connect Core 1.0, 5.3.2).
        return Claims.Text(more, "sub") == Claims.Text(claims, "sub") ? more : throw new OidcException(OidcFailure.Invalid, "The profile is of somebody else.");
    }

    private ExternalIdentity Describe(string issuer, JsonElement claims, JsonElement? more)
    {
        // The signed token comes first, and an address is verified only where the same source says so.
        var mail = Claims.Text(claims, "email") is not null ? claims : more ?? claims;
        return new(issuer, Claims.Text(claims, "sub")!)
        {
            Email = Claims.Text(mail, "email"),
            EmailVerified = Claims.IsTrue(mail, "email_verified"),
            Name = Claims.Text(claims, "name") ?? (more is { } profile ? Claims.Text(profile, "name") : null),
            Role = string.IsNullOrWhiteSpace(_options.RoleClaim) ? null : new(_roles.Of(List(_options.RoleClaim))),
            Groups = string.IsNullOrWhiteSpace(_options.GroupClaim) ? null : List(_options.GroupClaim),
        };

        IReadOnlyList<string> List(string claim) => Claims.Texts(claims, claim) ?? (more is { } other ? Claims.Texts(other, claim) : null) ?? [];
    }

    private static string Safe(string error) => new([.. error.Take(40).Where(c => char.IsAsciiLetterOrDigit(c) || c == '_')]);
}
