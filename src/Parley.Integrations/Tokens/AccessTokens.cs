using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Parley.Accounts.Sessions;
using Parley.Accounts.Tokens;
using Parley.Accounts.Users;
using Parley.Identity;

namespace Parley.Integrations.Tokens;

/// <summary>
/// Writes and reads access tokens: JWTs as RFC 9068 has them. They say who and which session; what that person may do is
/// looked up, so that a change holds at once.
/// </summary>
public sealed class AccessTokens(SigningKeys keys, IOptions<TokenOptions> options, TimeProvider clock)
{
    private const string Type = "at+jwt";
    private const string SharedSecret = "HS256";
    private const string SessionClaim = "sid";

    /// <summary>Our own have some 500 characters; nobody has to hash a megabyte to learn that it is none.</summary>
    private const int MaxLength = 4096;

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly VerifiedTokens _verified = new(clock);

    public string Write(IssuedTokens issued)
    {
        var (now, settings) = (clock.GetUtcNow().UtcDateTime, options.Value);
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = settings.Issuer,
            Audience = settings.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + settings.AccessLifetime,
            Subject = new ClaimsIdentity([new(JwtRegisteredClaimNames.Sub, issued.User.Id.ToString()), new(SessionClaim, issued.Session.Id.ToString())]),
            SigningCredentials = settings.Algorithm is SharedSecret
                ? new(SecretKey(settings), SharedSecret)
                : new(SecurityKeys.Of(keys.Current), keys.Current.Algorithm),
        });
    }

    /// <returns>Null when it is not one of ours, was changed, or its time is over or not yet come.</returns>
    public async ValueTask<AccessToken?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > MaxLength)
        {
            return null;
        }

        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (_verified.Find(hash) is { } known)
        {
            return known.KeyId is null || keys.IsPublished(known.KeyId) ? known : null;
        }

        var read = await VerifyAsync(token, cancellationToken);
        if (read is not null)
        {
            _verified.Add(hash, read);
        }

        return read;
    }

    private async ValueTask<AccessToken?> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        // Five parts are an encrypted token, which we never make.
        if (token.Count(c => c == '.') != 2 || !_handler.CanReadToken(token))
        {
            return null;
        }

        var settings = options.Value;
        var (key, algorithm, id) = (default(SecurityKey), SharedSecret, default(string));
        if (settings.Algorithm is SharedSecret)
        {
            key = SecretKey(settings);
        }
        else if (Header(token) is { Kid.Length: > 0 } header && await keys.FindAsync(header.Kid, cancellationToken) is { } pair)
        {
            (key, algorithm, id) = (SecurityKeys.Of(pair), pair.Algorithm, pair.Id);
        }

        return key is null ? null : Verify(token, key, algorithm, id, settings);
    }

    // The key is the one we chose by its id: nothing in the token's header (jku, x5u, jwk) leads to another, and its
    // algorithm must be the key's own, so that a public key is never taken for a shared secret.
    private AccessToken? Verify(string token, SecurityKey key, string algorithm, string? keyId, TokenOptions settings)
    {
        var result = _handler.ValidateToken(token, new TokenValidationParameters
        {
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.Audience,
            IssuerSigningKeyResolver = (_, _, _, _) => [key],
            ValidAlgorithms = [algorithm],
            ValidTypes = settings.Algorithm is SharedSecret ? [Type, "JWT"] : [Type],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until, settings),
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken read)
        {
            return null;
        }

        var user = EntityId.Parse<UserId>(read.Subject).Value;
        var session = read.TryGetPayloadValue(SessionClaim, out string text) ? EntityId.Parse<SessionId>(text).Value : (Guid?)null;
        return user == Guid.Empty || (session is null && settings.Algorithm is not SharedSecret)
            ? null
            : new(user, session, new DateTimeOffset(read.ValidTo, TimeSpan.Zero) + settings.ClockSkew, keyId);
    }

    private bool IsNow(DateTime? from, DateTime? until, TokenOptions settings)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is { } end && now < end + settings.ClockSkew && (from is not { } start || now + settings.ClockSkew >= start);
    }

    private static JsonWebToken? Header(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static SymmetricSecurityKey SecretKey(TokenOptions settings) => new(Encoding.UTF8.GetBytes(settings.Secret ?? ""));
}
