using System.Net;
using Parley.Integrations.Oidc;
using Xunit;

namespace Parley.Integrations.Tests.Oidc;

/// <summary>The provider changes its keys, goes away, or says what it should not.</summary>
public sealed class ProviderKeysTests : IDisposable
{
    private const string Keys = "/keys";

    private readonly ProviderStub _stub = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _stub.Dispose();

    [Fact]
    public async Task A3_KeysRotated_NewOneIsFoundAtOnceAndOldOneNoMore()
    {
        using var provider = _stub.CreateProvider();
        Assert.NotNull(await FindAsync(provider, "first"));
        _stub.Keys[0] = TokenKey.Rsa("second");

        Assert.NotNull(await FindAsync(provider, "second"));
        Assert.Null(await FindAsync(provider, "first"));
    }

    [Fact]
    public async Task A3_RetiredKey_IsForgottenWithinTheRefreshTime()
    {
        using var provider = _stub.CreateProvider();
        Assert.NotNull(await FindAsync(provider, "first"));
        _stub.Keys[0] = TokenKey.Rsa("second");

        _stub.Clock.Advance(_stub.Options.RefreshAfter);

        Assert.Null(await FindAsync(provider, "first"));
    }

    [Fact]
    public async Task A3_ThousandUnknownKeys_AreOneFetchPerCooldown()
    {
        using var provider = _stub.CreateProvider();
        await FindAsync(provider, "first");
        var before = _stub.Count(Keys);

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => FindAsync(provider, $"random-{i}")));
        Assert.Equal(1, _stub.Count(Keys) - before);

        _stub.Clock.Advance(_stub.Options.KeyCooldown);
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => FindAsync(provider, $"other-{i}")));
        Assert.Equal(2, _stub.Count(Keys) - before);
    }

    [Fact]
    public async Task A3_ProviderDown_KeysThatAreKnownKeepWorking()
    {
        using var provider = _stub.CreateProvider();
        await FindAsync(provider, "first");
        _stub.IsDown = true;
        _stub.Clock.Advance(_stub.Options.RefreshAfter * 3);

        Assert.NotNull(await FindAsync(provider, "first"));
        Assert.Null(await FindAsync(provider, "second"));

        _stub.IsDown = false;
        _stub.Keys.Add(TokenKey.Rsa("second"));
        _stub.Clock.Advance(_stub.Options.KeyCooldown);
        Assert.NotNull(await FindAsync(provider, "second"));
    }

    [Fact]
    public async Task Metadata_ProviderDownFromTheStart_FailsFastAndRecovers()
    {
        using var provider = _stub.CreateProvider();
        _stub.IsDown = true;
        for (var i = 0; i < 20; i++)
        {
            await UnavailableAsync(provider);
        }

        Assert.Single(_stub.Asked);

        _stub.IsDown = false;
        _stub.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(ProviderStub.Issuer, (await provider.GetMetadataAsync(Cancellation)).Issuer);
    }

    [Theory]
    [InlineData("issuer", "https://evil.example")]
    [InlineData("issuer", null)]
    [InlineData("jwks_uri", "http://id.example/keys")]
    [InlineData("jwks_uri", "http://169.254.169.254/latest/meta-data")]
    [InlineData("jwks_uri", "file:///etc/passwd")]
    [InlineData("token_endpoint", "https://user:password@id.example/token")]
    [InlineData("token_endpoint", "/token")]
    [InlineData("userinfo_endpoint", "http://127.0.0.1/me")]
    [InlineData("authorization_endpoint", "javascript:alert(1)")]
    [InlineData("authorization_endpoint", null)]
    public async Task Metadata_NamesWhatMayNotBeAsked_IsRefusedUnasked(string name, string? value)
    {
        _stub.Document[name] = value;
        using var provider = _stub.CreateProvider();

        await UnavailableAsync(provider);

        Assert.All(_stub.Asked, uri => Assert.Equal("/.well-known/openid-configuration", uri.AbsolutePath));
    }

    [Fact]
    public async Task Metadata_RedirectHugeOrNotJson_IsRefused()
    {
        HttpResponseMessage[] wrong =
        [
            new(HttpStatusCode.Found) { Headers = { Location = new Uri("http://169.254.169.254/") } },
            ProviderStub.Json($"{{\"issuer\":\"{new string('a', 600 * 1024)}\"}}"),
            ProviderStub.Json(new string('[', 100_000)),
            ProviderStub.Json("<html>"),
            ProviderStub.Json("[]"),
            ProviderStub.Json("{}", HttpStatusCode.InternalServerError),
        ];
        foreach (var answer in wrong)
        {
            _stub.Answer("/.well-known/openid-configuration", _ => answer);
            using var provider = _stub.CreateProvider();
            await UnavailableAsync(provider);
        }

        Assert.Equal(wrong.Length, _stub.Asked.Count);
    }

    private static async Task<object?> FindAsync(OidcProvider provider, string id) => await provider.FindKeyAsync(id, "RS256", Cancellation);

    private static async Task UnavailableAsync(OidcProvider provider) => Assert.Equal(
        OidcFailure.ProviderUnavailable, (await Assert.ThrowsAsync<OidcException>(async () => await provider.GetMetadataAsync(Cancellation))).Failure);
}
