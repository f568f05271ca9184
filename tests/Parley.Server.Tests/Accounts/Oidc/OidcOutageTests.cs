using System.Net;
using Parley.Testing;
using Parley.Testing.Identity;

namespace Parley.Server.Tests.Accounts.Oidc;

/// <summary>The provider changes its keys, or is away.</summary>
public sealed class OidcOutageTests(OidcFixture fixture) : IClassFixture<OidcFixture>
{
    [Fact]
    public async Task A3_ProviderRotatesItsKeys_SignInGoesOn()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);
        Assert.True((await server.SignInAsync("alice")).IsSignedIn);
        await fixture.Provider.RotateAsync();
        var before = await fixture.Provider.CountAsync("/jwks");

        Assert.True((await server.SignInAsync("alice")).IsSignedIn);
        Assert.True((await server.SignInAsync("bob")).IsSignedIn);

        Assert.Equal(1, await fixture.Provider.CountAsync("/jwks") - before);
    }

    [Fact]
    public async Task A3_ProviderDown_ServerStartsSessionsGoOnAndSignInSaysWhy()
    {
        var clock = new ShiftedClock();
        await fixture.Provider.GoDownAsync();
        await using var server = await OidcServer.StartAsync(fixture.Provider, clock);
        Assert.Equal("provider_unavailable", (await server.BeginAsync()).Answer.Error);

        await fixture.Provider.ComeBackAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        var signedIn = await server.SignInAsync("alice");
        Assert.True(signedIn.IsSignedIn);

        var begun = await server.BeginAsync();
        var callback = await IdentityProvider.SignInAsync(begun.Authorization!, "alice");
        await fixture.Provider.GoDownAsync();
        try
        {
            Assert.Equal("provider_unavailable", (await server.FinishAsync(begun, callback)).Error);
            Assert.Equal("alice", (await server.MeAsync(signedIn)).GetProperty("name").GetString());
            Assert.Equal(server.Origin + "/sign-in", OidcServer.Parameter((await server.SendAsync("auth/oidc/end-session")).Address!, "post_logout_redirect_uri"));
        }
        finally
        {
            await fixture.Provider.ComeBackAsync();
        }
    }

    [Fact]
    public async Task Start_ProviderThatCallsItselfOtherwise_IsUnavailable()
    {
        // The same server by another name: it says it is 127.0.0.1.
        var other = $"http://localhost:{fixture.Provider.Issuer.Port}";
        await using var server = await OidcServer.StartAsync(fixture.Provider, null, ("Oidc:Authority", other));

        var begun = await server.BeginAsync();

        Assert.Equal((HttpStatusCode.Found, "provider_unavailable"), (begun.Answer.Status, begun.Answer.Error));
    }
}
