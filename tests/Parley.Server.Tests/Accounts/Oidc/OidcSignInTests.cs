using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Parley.Testing;
using Parley.Testing.Identity;

namespace Parley.Server.Tests.Accounts.Oidc;

/// <summary>Signing in through a real provider, and every way to do it wrongly.</summary>
public sealed class OidcSignInTests(OidcFixture fixture) : IClassFixture<OidcFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("RS256", "client_secret_basic")]
    [InlineData("PS256", "client_secret_post")]
    [InlineData("ES256", "client_secret_basic")]
    public async Task SignIn_ThroughTheProvider_MakesAMemberAndASession(string algorithm, string authentication)
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);
        await fixture.Provider.RegisterAsync(new { id_token_signed_response_alg = algorithm, token_endpoint_auth_method = authentication });
        await fixture.Provider.KnowAsync(new { id = "alice", name = "Alice A.", email = "alice@corp.example", email_verified = true });

        var answer = await server.SignInAsync("alice", "?return_to=/c/1%3Fx=2");

        Assert.Equal((HttpStatusCode.Found, "/c/1?x=2"), (answer.Status, answer.Address!.OriginalString));
        var me = await server.MeAsync(answer);
        Assert.Equal(("alice@corp.example", "Alice A.", "member"), (Text(me, "email"), Text(me, "name"), Text(me, "role")));
        Assert.False(me.GetProperty("has_password").GetBoolean());
        Assert.Equal(server.Accounts.Tenant.Id.ToString(), me.GetProperty("tenant").GetProperty("id").GetString());
        var again = await server.MeAsync(await server.SignInAsync("alice"));
        Assert.Equal(Text(me, "id"), Text(again, "id"));
        Assert.NotEqual(Text(me, "session_id"), Text(again, "session_id"));
    }

    [Fact]
    public async Task C3_FlowCookie_IsHostOnlyLaxShortAndUnreadable()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);
        var begun = await server.BeginAsync();

        var cookie = Assert.Single(begun.Answer.SetCookies);
        Assert.StartsWith("__Host-parley_oidc=v1.", cookie, StringComparison.Ordinal);
        Assert.All(["; secure", "; httponly", "; samesite=lax", "; path=/", "; max-age=600"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(OidcServer.Parameter(begun.Authorization!, "state")!, cookie, StringComparison.Ordinal);

        var back = await server.FinishAsync(begun, await IdentityProvider.SignInAsync(begun.Authorization!, "alice"));
        Assert.Contains(back.SetCookies, set => set.StartsWith("__Host-parley_oidc=;", StringComparison.Ordinal));
        Assert.All(
            back.SetCookies.Where(set => !set.StartsWith("__Host-parley_oidc", StringComparison.Ordinal)),
            set => Assert.Contains("; samesite=strict", set, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A8_State_MissingForeignOrUsed_IsRefused()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);
        var begun = await server.BeginAsync();
        var other = await server.BeginAsync();
        var callback = await IdentityProvider.SignInAsync(begun.Authorization!, "alice");

        // Without the cookie, with that of another sign-in, and with a cookie that was changed.
        Assert.Equal("expired", (await server.FinishAsync(begun with { Cookie = null }, callback)).Error);
        Assert.Equal("expired", (await server.FinishAsync(begun with { Cookie = begun.Cookie![..^4] + "AAAA" }, callback)).Error);
        Assert.Equal("expired", (await server.FinishAsync(other, callback)).Error);
        Assert.Equal("expired", (await server.SendAsync("auth/oidc/callback?code=a", (await server.BeginAsync()).Cookie)).Error);
        Assert.Equal("expired", (await server.SendAsync($"auth/oidc/callback{callback.Query}&state=again", (await server.BeginAsync()).Cookie)).Error);

        Assert.True((await server.FinishAsync(begun, callback)).IsSignedIn);

        var second = await server.FinishAsync(begun, callback);
        Assert.Equal("expired", second.Error);
        Assert.False(second.IsSignedIn);
    }

    [Fact]
    public async Task A8_State_UsedTwiceAtOnce_WinsOnce()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);
        var begun = await server.BeginAsync();
        var callback = await IdentityProvider.SignInAsync(begun.Authorization!, "alice");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.FinishAsync(begun, callback)));

        Assert.Single(answers, answer => answer.IsSignedIn);
        Assert.Equal(7, answers.Count(answer => answer.Error is "expired"));
    }

    [Fact]
    public async Task A8_CodeOfAnotherSignIn_IsRefusedByPkceAndNonce()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);
        var victim = await server.BeginAsync();
        var thief = await server.BeginAsync();
        var stolen = OidcServer.Parameter(await IdentityProvider.SignInAsync(victim.Authorization!, "alice"), "code");

        var state = OidcServer.Parameter(thief.Authorization!, "state");
        var answer = await server.SendAsync($"auth/oidc/callback?code={stolen}&state={state}&iss={Uri.EscapeDataString(fixture.Provider.Authority)}", thief.Cookie);

        Assert.Equal("invalid", answer.Error);
        Assert.Empty(answer.Cookies);
    }

    [Fact]
    public async Task A8_AnswerOfAnotherIssuer_IsRefused()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);
        foreach (var issuer in new[] { "", "&iss=https%3A%2F%2Fevil.example" })
        {
            var begun = await server.BeginAsync();
            var callback = await IdentityProvider.SignInAsync(begun.Authorization!, "alice");
            var query = $"?code={OidcServer.Parameter(callback, "code")}&state={OidcServer.Parameter(callback, "state")}{issuer}";

            Assert.Equal("invalid", (await server.SendAsync("auth/oidc/callback" + query, begun.Cookie)).Error);
        }
    }

    [Fact]
    public async Task A8_FlowOlderThanItsTime_IsRefused()
    {
        var clock = new ShiftedClock();
        await using var server = await OidcServer.StartAsync(fixture.Provider, clock);
        var begun = await server.BeginAsync();
        var callback = await IdentityProvider.SignInAsync(begun.Authorization!, "alice");

        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("expired", (await server.FinishAsync(begun, callback)).Error);
    }

    [Fact]
    public async Task A8_Redirect_IsExactAndNeverFromTheHostHeader()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);
        var begun = await server.BeginAsync();
        Assert.Equal(server.Callback, OidcServer.Parameter(begun.Authorization!, "redirect_uri"));

        // localhost and 127.0.0.1 are both names the host answers to; only one is ours.
        var forged = await server.SendAsync("auth/oidc/start", host: $"127.0.0.1:{new Uri(server.Origin).Port}");
        Assert.Equal(server.Callback, OidcServer.Parameter(forged.Address!, "redirect_uri"));

        // The provider refuses another address, even one that only begins with the right one.
        var changed = new Uri(begun.Authorization!.AbsoluteUri.Replace("%2Fcallback", "%2Fcallback%2Fx", StringComparison.Ordinal));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => IdentityProvider.SignInAsync(changed, "alice"));
        Assert.Contains("redirect_uri", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A8_CodeUsedTwiceAtTheProvider_RevokesItsTokens()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);
        using var http = new HttpClient { BaseAddress = fixture.Provider.Issuer };
        const string verifier = "a-verifier-that-this-test-knows-and-nobody-else-does";
        var challenge = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var start = (await server.BeginAsync()).Authorization!;
        var known = new Uri(start.AbsoluteUri.Replace(OidcServer.Parameter(start, "code_challenge")!, challenge, StringComparison.Ordinal));
        var code = OidcServer.Parameter(await IdentityProvider.SignInAsync(known, "alice"), "code")!;

        var first = await ExchangeAsync(http, server, code, verifier);
        var second = await ExchangeAsync(http, server, code, verifier);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (first.Status, second.Status));
        using var profile = new HttpRequestMessage(HttpMethod.Get, "me");
        profile.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Text(first.Body, "access_token"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(profile, Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    [InlineData("/ü")]
    public async Task ReturnTo_AnotherSite_LeadsHome(string address)
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);

        var answer = await server.SignInAsync("alice", $"?return_to={Uri.EscapeDataString(address)}");

        Assert.True(answer.IsSignedIn);
        Assert.Equal("/", answer.Address!.OriginalString);
    }

    [Fact]
    public async Task Start_NotConfiguredOrSingleUser_Is404AndTheConfigurationSaysSo()
    {
        await using var none = await AccountsServer.StartAsync();
        using var refused = await none.Anonymous.GetAsync("auth/oidc/start", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        var config = await none.Anonymous.GetFromJsonAsync<JsonElement>("auth/config", Cancellation);
        Assert.Equal(JsonValueKind.Null, config.GetProperty("oidc").ValueKind);

        await using var server = await OidcServer.StartAsync(fixture.Provider, null, ("Oidc:Name", "Corp"));
        config = await server.Accounts.Anonymous.GetFromJsonAsync<JsonElement>("auth/config", Cancellation);
        Assert.Equal("Corp", config.GetProperty("oidc").GetProperty("name").GetString());
    }

    [Fact]
    public async Task EndSession_LeadsToTheProviderAndBackToOurPage()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);

        var answer = await server.SendAsync("auth/oidc/end-session");

        Assert.StartsWith(fixture.Provider.Authority + "/session/end?", answer.Address!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(server.Origin + "/sign-in", OidcServer.Parameter(answer.Address, "post_logout_redirect_uri"));
        Assert.Equal(IdentityProvider.ClientId, OidcServer.Parameter(answer.Address, "client_id"));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> ExchangeAsync(HttpClient http, OidcServer server, string code, string verifier)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "token");
        var pair = $"{IdentityProvider.ClientId}:{Uri.EscapeDataString(IdentityProvider.ClientSecret)}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = server.Callback, ["code_verifier"] = verifier,
        });
        using var answer = await http.SendAsync(request, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
