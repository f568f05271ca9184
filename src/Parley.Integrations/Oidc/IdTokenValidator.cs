using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Parley.Integrations.Oidc;

/// <summary>
/// Checks an ID token as OpenID Connect Core 1.0, 3.1.3.7 asks, and refuses what it leaves open: encrypted tokens,
/// algorithms that were not asked for, and keys that the token itself names or brings (<c>jku</c>, <c>x5u</c>, <c>jwk</c>).
/// </summary>
internal sealed class IdTokenValidator(OidcProvider provider, IOptions<OidcOptions> options, TimeProvider clock)
{
    private const int MaxLength = 64 * 1024;
    private const int MaxSubjectLength = 255;

    /// <summary>A token made longer ago than this was kept by somebody.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxLength };

    /// <param name="accessToken">The one it came with; null for none.</param>
    /// <returns>The token's claims.</returns>
    /// <exception cref="OidcException">It proves nothing.</exception>
    public async Task<JsonElement> ValidateAsync(string token, string nonce, string? accessToken, CancellationToken cancellationToken)
    {
        if (token.Length > MaxLength || token.Split('.') is not [var head, var body, _])
        {
            throw Refused("is not a signed token (encrypted ones are refused)");
        }

        var (header, claims) = (Parse(head), Parse(body));
        var metadata = await provider.GetMetadataAsync(cancellationToken);
        await CheckSignatureAsync(token, header, cancellationToken);
        CheckClaims(claims, metadata.Issuer, nonce);
        CheckTimes(claims);
        CheckAccessToken(claims, accessToken);
        return claims;
    }

    private async Task CheckSignatureAsync(string token, JsonElement header, CancellationToken cancellationToken)
    {
        var algorithm = Claims.Text(header, "alg") ?? "none";
        if (!ProviderKey.Accepted.Contains(algorithm))
        {
            throw Refused($"is signed with '{Printable(algorithm)}', which is not one of {string.Join(", ", ProviderKey.Accepted)}");
        }

        if (header.TryGetProperty("crit", out _))
        {
            throw Refused("asks for an extension that is not known");
        }

        var key = await provider.FindKeyAsync(Claims.Text(header, "kid"), algorithm, cancellationToken)
            ?? throw Refused("names a key that the provider does not publish");
        var result = _handler.ValidateToken(token, new TokenValidationParameters
        {
            // The key is the one found above, whatever the header says; the claims are checked below, by our clock.
            IssuerSigningKeyResolver = (_, _, _, _) => [key.Key],
            ValidAlgorithms = [algorithm],
            RequireSignedTokens = true,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (!result.IsValid)
        {
            throw new OidcException(OidcFailure.Invalid, "The ID token's signature is wrong.", result.Exception);
        }
    }

    private void CheckClaims(JsonElement claims, string issuer, string nonce)
    {
        var client = options.Value.ClientId;
        if (Claims.Text(claims, "iss") != issuer)
        {
            throw Refused("is of another issuer");
        }

        var audience = Claims.Texts(claims, "aud") ?? [];
        var party = Claims.Text(claims, "azp");
        if (!audience.Contains(client) || (party ?? (audience.Count == 1 ? client : null)) != client)
        {
            throw Refused("is for somebody else");
        }

        if (Claims.Text(claims, "nonce") is not { } given || !SameText(given, nonce))
        {
            throw Refused("answers another request");
        }

        if (Claims.Text(claims, "sub") is not { Length: <= MaxSubjectLength })
        {
            throw Refused("names nobody");
        }
    }

    private void CheckTimes(JsonElement claims)
    {
        var (now, skew) = (clock.GetUtcNow(), options.Value.ClockSkew);
        if (Claims.Time(claims, "exp") is not { } expires || now >= expires + skew)
        {
            throw Refused("has run out");
        }

        if (Claims.Time(claims, "iat") is not { } made || made > now + skew || made + MaxAge + skew <= now)
        {
            throw Refused("was made in the future, or long ago");
        }

        if (Claims.Time(claims, "nbf") is { } from && from > now + skew)
        {
            throw Refused("does not hold yet");
        }
    }

    // Every accepted algorithm hashes with SHA-256; its left half ties the access token to this one.
    private static void CheckAccessToken(JsonElement claims, string? accessToken)
    {
        if (accessToken is not null && claims.TryGetProperty("at_hash", out _)
            && (Claims.Text(claims, "at_hash") is not { } hash
                || !SameText(hash, Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(accessToken)).AsSpan(0, 16)))))
        {
            throw Refused("came with another access token");
        }
    }

    private static JsonElement Parse(string part)
    {
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part), new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException();
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new OidcException(OidcFailure.Invalid, "The ID token cannot be read.", e);
        }
    }

    private static bool SameText(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static string Printable(string text) => new([.. text.Take(20).Where(char.IsAsciiLetterOrDigit)]);

    private static OidcException Refused(string why) => new(OidcFailure.Invalid, $"The ID token {why}.");
}
