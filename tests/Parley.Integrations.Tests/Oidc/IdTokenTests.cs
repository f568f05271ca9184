using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Integrations.Oidc;
using Xunit;

namespace Parley.Integrations.Tests.Oidc;

/// <summary>What an ID token must be, and what it must not.</summary>
public sealed class IdTokenTests : IDisposable
{
    private const string Nonce = "the nonce of this sign-in";

    private readonly ProviderStub _provider = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TokenKey Key => _provider.Keys[0];

    private long Now => _provider.Clock.GetUtcNow().ToUnixTimeSeconds();

    public void Dispose() => _provider.Dispose();

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task Validate_SignedByTheProvider_GivesItsClaims(string algorithm)
    {
        var key = algorithm is "ES256" ? TokenKey.Curve("curve") : Key;
        _provider.Keys.Add(key);

        var claims = await ValidateAsync(key.Sign(Claims(), algorithm));

        Assert.Equal("alice", claims.GetProperty("sub").GetString());
    }

    [Fact]
    public async Task Validate_NoKeyNamed_TakesTheOnlyOneAndNeverOneOfTwo()
    {
        var unnamed = Key with { Id = null };
        await ValidateAsync(unnamed.Sign(Claims()));

        _provider.Keys.Add(TokenKey.Rsa("second"));
        await RefusedAsync(unnamed.Sign(Claims()));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("RS512")]
    public async Task A1_IdToken_AlgorithmNotAskedFor_IsRefused(string algorithm)
    {
        await RefusedAsync(Key.Sign(Claims(), algorithm));

        Assert.Equal(1, _provider.Count("/keys"));
    }

    [Fact]
    public async Task A1_IdToken_SignedWithAnotherKey_IsRefused()
    {
        var thief = TokenKey.Rsa(Key.Id);
        await RefusedAsync(thief.Sign(Claims()));

        // A token whose payload was changed, one without its signature, and one of which the algorithm was exchanged.
        var parts = Key.Sign(Claims()).Split('.');
        await RefusedAsync($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Claims("sub", "mallory").ToJsonString()))}.{parts[2]}");
        await RefusedAsync($"{parts[0]}.{parts[1]}.");
        await RefusedAsync(Key.Sign(Claims(), "RS256", new() { ["alg"] = "PS256" }));
        await RefusedAsync(Key.Sign(Claims(), "RS256", new() { ["alg"] = "ES256" }));
    }

    [Theory]
    [InlineData("jku", "\"https://evil.example/keys\"")]
    [InlineData("x5u", "\"https://evil.example/cert\"")]
    [InlineData("jwk", null)]
    public async Task A1_IdToken_BringsItsOwnKey_IsRefusedAndNothingFetched(string name, string? value)
    {
        var thief = TokenKey.Rsa("thief");
        var header = new JsonObject { [name] = value is null ? thief.Public() : JsonNode.Parse(value) };

        await RefusedAsync(thief.Sign(Claims(), "RS256", header));
        await RefusedAsync((thief with { Id = null }).Sign(Claims(), "RS256", header));
        await RefusedAsync((thief with { Id = Key.Id }).Sign(Claims(), "RS256", header));

        Assert.All(_provider.Asked, uri => Assert.Equal("id.example", uri.Host));
    }

    [Fact]
    public async Task A1_IdToken_UnknownExtensionOrEncrypted_IsRefused()
    {
        await RefusedAsync(Key.Sign(Claims(), "RS256", new() { ["crit"] = new JsonArray("exp") }));
        await RefusedAsync("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d");
        await RefusedAsync("not.a.token");
        await RefusedAsync(new string('a', 70_000));
    }

    [Fact]
    public async Task A1_IdToken_WeakKey_IsNoKey()
    {
        _provider.Keys.Add(TokenKey.Rsa("weak", 1024));

        await RefusedAsync(_provider.Keys[1].Sign(Claims()));
    }

    [Theory]
    [InlineData("exp", -61, false)]
    [InlineData("exp", -59, true)]
    [InlineData("nbf", 61, false)]
    [InlineData("nbf", 59, true)]
    [InlineData("iat", 61, false)]
    [InlineData("iat", 59, true)]
    [InlineData("iat", -661, false)]
    public async Task A2_IdToken_Time_HoldsWithinTheSkew(string claim, int seconds, bool accepted)
    {
        var token = Key.Sign(Claims(claim, Now + seconds));

        await (accepted ? ValidateAsync(token) : RefusedAsync(token));
    }

    [Theory]
    [InlineData("iss", "\"https://id.example/\"")]
    [InlineData("iss", "\"https://evil.example\"")]
    [InlineData("iss", "[\"https://id.example\"]")]
    [InlineData("aud", "\"another-client\"")]
    [InlineData("aud", "[]")]
    [InlineData("aud", "[\"parley\",\"another-client\"]")]
    [InlineData("azp", "\"another-client\"")]
    [InlineData("nonce", "\"of another sign-in\"")]
    [InlineData("nonce", "\"\"")]
    [InlineData("sub", "\"\"")]
    [InlineData("sub", "7")]
    [InlineData("exp", "\"2030-01-01\"")]
    [InlineData("exp", "1e300")]
    [InlineData("at_hash", "\"AAAAAAAAAAAAAAAAAAAAAA\"")]
    [InlineData("at_hash", "7")]
    public async Task A2_IdToken_WrongClaim_IsRefused(string claim, string value) => await RefusedAsync(Key.Sign(Claims(claim, JsonNode.Parse(value))));

    [Theory]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("exp")]
    [InlineData("iat")]
    [InlineData("nonce")]
    [InlineData("sub")]
    public async Task A2_IdToken_MissingClaim_IsRefused(string claim)
    {
        var claims = Claims();
        claims.Remove(claim);

        await RefusedAsync(Key.Sign(claims));
    }

    [Fact]
    public async Task A2_IdToken_SameClaimTwice_IsRefused()
    {
        var claims = Claims().ToJsonString();
        var forged = claims.Replace("{", "{\"sub\":\"mallory\",", StringComparison.Ordinal);
        var text = $"{Base64Url.EncodeToString("{\"alg\":\"RS256\",\"kid\":\"first\"}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(forged))}";
        var signature = ((RSA)Key.Pair).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        await RefusedAsync($"{text}.{Base64Url.EncodeToString(signature)}");
    }

    [Fact]
    public async Task Validate_SeveralAudiencesAndTheirParty_IsAccepted()
    {
        var claims = Claims("aud", new JsonArray("parley", "another"));
        claims["azp"] = "parley";
        claims["at_hash"] = Base64Url.EncodeToString(SHA256.HashData("the access token"u8).AsSpan(0, 16));

        await ValidateAsync(Key.Sign(claims));
    }

    private Task<JsonElement> ValidateAsync(string token) => _provider.CreateValidator().ValidateAsync(token, Nonce, "the access token", Cancellation);

    private async Task RefusedAsync(string token)
    {
        var error = await Assert.ThrowsAsync<OidcException>(() => ValidateAsync(token));

        Assert.Equal(OidcFailure.Invalid, error.Failure);
        Assert.DoesNotContain(token, error.ToString(), StringComparison.Ordinal);
    }

    private JsonObject Claims(string? changed = null, JsonNode? value = null)
    {
        var claims = new JsonObject
        {
            ["iss"] = ProviderStub.Issuer,
            ["sub"] = "alice",
            ["aud"] = ProviderStub.ClientId,
            ["exp"] = Now + 300,
            ["iat"] = Now,
            ["nonce"] = Nonce,
        };
        if (changed is not null)
        {
            claims[changed] = value;
        }

        return claims;
    }
}
