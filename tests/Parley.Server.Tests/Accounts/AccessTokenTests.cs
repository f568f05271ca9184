using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Parley.Accounts;
using Parley.Accounts.Tokens;
using Parley.Identity;
using Parley.Testing;

namespace Parley.Server.Tests.Accounts;

public sealed class AccessTokenTests
{
    private const string Secret = "a shared secret of enough characters";

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    [InlineData("HS256")]
    public async Task Token_OfEachAlgorithm_OpensTheApi_AndItsKeyIsPublished(string algorithm)
    {
        await using var server = await AccountsServer.StartAsync(("Tokens:Algorithm", algorithm), ("Tokens:Secret", Secret));
        var person = await server.SignInAsync(Role.Member);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(person.Client));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server.Anonymous));
        Assert.Equal(algorithm, new JsonWebToken(person.AccessToken).Alg);
        var published = await server.Anonymous.GetStringAsync("/.well-known/jwks.json", TestContext.Current.CancellationToken);
        Assert.Equal(algorithm is not "HS256", published.Contains($"\"{algorithm}\"", StringComparison.Ordinal));
        Assert.DoesNotContain("\"d\"", published, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A1_ForgedHeaders_AreRefused()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Owner);
        var parts = person.AccessToken.Split('.');
        var kid = new JsonWebToken(person.AccessToken).Kid;
        var published = server.Services.GetRequiredService<SigningKeys>().Published.Single();
        using var own = RSA.Create(2048);
        var ownJwk = $$"""{"kty":"RSA","n":"{{Base64UrlEncoder.Encode(own.ExportParameters(false).Modulus)}}","e":"AQAB"}""";
        var pem = ((RSA)published.Key).ExportSubjectPublicKeyInfoPem();

        string[] forged =
        [
            Encode("""{"alg":"none","typ":"at+jwt"}""") + "." + parts[1] + ".",
            Encode($$"""{"alg":"none","typ":"at+jwt","kid":"{{kid}}"}""") + "." + parts[1] + "." + parts[2],
            Hmac($$"""{"alg":"HS256","typ":"at+jwt","kid":"{{kid}}"}""", parts[1], Encoding.ASCII.GetBytes(pem)),
            Hmac($$"""{"alg":"HS256","typ":"at+jwt","kid":"{{kid}}"}""", parts[1], Encoding.ASCII.GetBytes(published.PublicKey)),
            Signed("""{"alg":"RS256","typ":"at+jwt","kid":"unknown"}""", parts[1], own),
            Signed($$"""{"alg":"RS256","typ":"at+jwt","kid":"{{kid}}"}""", parts[1], own),
            Signed($$"""{"alg":"RS256","typ":"at+jwt","jwk":{{ownJwk}}}""", parts[1], own),
            Signed("""{"alg":"RS256","typ":"at+jwt","jku":"http://127.0.0.1:9/keys"}""", parts[1], own),
            Signed("""{"alg":"RS256","typ":"at+jwt","x5u":"http://127.0.0.1:9/cert"}""", parts[1], own),
            parts[0] + "." + Encode(Base64UrlEncoder.Decode(parts[1]).Replace("\"sub\":\"user_", "\"sub\":\"user_0", StringComparison.Ordinal)) + "." + parts[2],
            parts[0] + "." + parts[1] + "." + parts[2][..^4] + "AAAA",
            "x.y.z", "..", "Bearer", new string('a', 5000), parts[0] + "." + parts[1] + ".a.b.c",
        ];

        foreach (var token in forged)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server.ClientOf(token)));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(person.Client));
    }

    [Fact]
    public async Task A2_TimesIssuerAudienceAndType_AreChecked()
    {
        var clock = new ShiftedClock();
        await using var server = await AccountsServer.StartAsync(clock);
        var person = await server.SignInAsync(Role.Member);
        var key = server.Services.GetRequiredService<SigningKeys>().Current;
        var now = clock.GetUtcNow().UtcDateTime;
        var token = new JsonWebToken(person.AccessToken);
        SecurityTokenDescriptor Valid() => new()
        {
            TokenType = "at+jwt",
            Issuer = "parley",
            Audience = "parley",
            NotBefore = now,
            Expires = now.AddMinutes(5),
            Subject = new ClaimsIdentity([new("sub", token.Subject), new("sid", token.GetPayloadValue<string>("sid"))]),
            SigningCredentials = new(new RsaSecurityKey((RSA)key.Key) { KeyId = key.Id }, "RS256"),
        };
        async Task<HttpStatusCode> With(Action<SecurityTokenDescriptor> change)
        {
            var changed = Valid();
            change(changed);
            return await StatusAsync(server.ClientOf(new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(changed)));
        }

        Assert.Equal(HttpStatusCode.OK, await With(_ => { }));
        Assert.Equal(HttpStatusCode.OK, await With(t => (t.NotBefore, t.Expires) = (now.AddHours(-1), now.AddSeconds(-10))));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(t => (t.NotBefore, t.Expires) = (now.AddHours(-1), now.AddSeconds(-40))));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(t => t.NotBefore = now.AddMinutes(2)));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(t => t.Expires = null));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(t => t.Issuer = "https://staging.parley.example"));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(t => t.Audience = "another"));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(t => t.TokenType = "JWT"));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(t => t.Subject = new ClaimsIdentity([new("sub", token.Subject)])));
        Assert.Equal(HttpStatusCode.Unauthorized, await With(t => t.Subject = new ClaimsIdentity([new("sub", "user_00000000000000000000000000"), new("sid", "ses_x")])));

        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(31));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(person.Client));
    }

    [Fact]
    public async Task SharedSecret_TokenOfAnotherIssuer_NeedsNoMoreThanTheDocsSay()
    {
        await using var server = await AccountsServer.StartAsync(("Tokens:Algorithm", "HS256"), ("Tokens:Secret", Secret));
        var user = await server.AddAsync(Role.Member);
        string Make(params (string Name, object Value)[] claims) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims.ToDictionary(claim => claim.Name, claim => claim.Value),
            SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), "HS256"),
        });
        var soon = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server.ClientOf(Make(("iss", "parley"), ("aud", "parley"), ("sub", user.Id.ToString()), ("exp", soon)))));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server.ClientOf(Make(("iss", "parley"), ("aud", "parley"), ("sub", user.Id.ToString())))));
    }

    [Fact]
    public async Task A2_TokenOfAnotherInstallation_IsRefused()
    {
        await using var one = await AccountsServer.StartAsync();
        await using var other = await AccountsServer.StartAsync();
        var person = await other.SignInAsync(Role.Owner);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(one.ClientOf(person.AccessToken)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(one.ClientOf(person.RefreshToken)));
    }

    [Fact]
    public async Task A3_KeysRotate_NewOnesHoldAtOnce_RetiredOnesDoNot_AndRandomIdsCostNothing()
    {
        var clock = new ShiftedClock();
        await using var server = await AccountsServer.StartAsync(clock);
        var person = await server.SignInAsync(Role.Member);
        var keys = server.Services.GetRequiredService<SigningKeys>();
        var first = keys.Current.Id;

        // Another node makes the next key; this one learns of it from the first token that names it.
        using (var node = new SigningKeys(
            server.Services.GetRequiredService<IServiceScopeFactory>(), server.Services.GetRequiredService<KeyPairs>(),
            server.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<TokenOptions>>(), clock))
        {
            await node.RotateAsync(retireOthers: false, TestContext.Current.CancellationToken);
        }

        var next = await server.DataAsync(db => db.SigningKeys.Where(k => k.Id != first).Select(k => k.Id).SingleAsync());
        Assert.Null(await keys.FindAsync(next, TestContext.Current.CancellationToken));
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.NotNull(await keys.FindAsync(next, TestContext.Current.CancellationToken));
        Assert.Equal(first, keys.Current.Id);
        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(next, keys.Current.Id);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(person.Client));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync((await server.SignInAsync(person.User)).Client));

        await keys.RotateAsync(retireOthers: true, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(person.Client));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync((await server.SignInAsync(person.User)).Client));
    }

    [Fact]
    public async Task A3_KeysOfAYear_AlwaysOneSigns_AndEachIsPublishedBeforeItDoes()
    {
        var clock = new ShiftedClock();
        await using var server = await AccountsServer.StartAsync(clock);
        var keys = server.Services.GetRequiredService<SigningKeys>();
        var seen = new HashSet<string>();
        for (var hour = 0; hour < 365 * 24; hour += 6)
        {
            clock.Advance(TimeSpan.FromHours(6) - TimeSpan.FromMinutes(5));
            await keys.EnsureAsync(TestContext.Current.CancellationToken);
            clock.Advance(TimeSpan.FromMinutes(5));
            seen.Add(keys.Current.Id);
            Assert.Contains(keys.Current, keys.Published);
        }

        Assert.InRange(seen.Count, 12, 14);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("auth/me", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static string Encode(string text) => Base64UrlEncoder.Encode(text);

    private static string Hmac(string header, string payload, byte[] key)
    {
        var text = Encode(header) + "." + payload;
        return text + "." + Base64UrlEncoder.Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)));
    }

    private static string Signed(string header, string payload, RSA key)
    {
        var text = Encode(header) + "." + payload;
        return text + "." + Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
