using Parley.Testing.Identity;

namespace Parley.Server.Tests.Accounts.Oidc;

/// <summary>One identity provider for the tests of a class, which run one after the other.</summary>
public sealed class OidcFixture : IAsyncLifetime
{
    public IdentityProvider Provider { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Provider = await IdentityProvider.StartAsync();

    public ValueTask DisposeAsync() => Provider.DisposeAsync();
}
