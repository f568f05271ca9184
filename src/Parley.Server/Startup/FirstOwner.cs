using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Parley.Accounts.Links;

namespace Parley.Server.Startup;

/// <summary>Tells whoever starts an empty Parley in accounts mode how to become its owner, once it can be reached.</summary>
internal sealed class FirstOwner(IServer server, PublicAddress address, IServiceScopeFactory scopes, IOptions<ServerOptions> options) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        // Any free port may have been asked for.
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } listening)
        {
            address.ListensOn(new Uri(listening).Port);
        }

        if (options.Value.IsSingleUser)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<OwnerLinks>().MakeFirstAsync(cancellationToken) is { } made)
        {
            // To the terminal and not to the log, which others may read.
            Console.WriteLine($"Nobody has an account yet. Become the owner with this link, which serves once, until {made.Link.ExpiresAt:yyyy-MM-dd HH:mm} UTC:\n  {made.Url}");
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
