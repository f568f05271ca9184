using Microsoft.Extensions.Options;
using Parley.Accounts.Links;

namespace Parley.Server.Startup;

/// <summary>Tells whoever started an empty Parley in accounts mode how to become its owner.</summary>
internal static class FirstOwner
{
    public static async Task AnnounceAsync(WebApplication app, CancellationToken cancellationToken)
    {
        // A test, or a machine with many, may have asked for any free port.
        app.Services.GetRequiredService<PublicAddress>().ListensOn(new Uri(app.Urls.First()).Port);
        if (app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.IsSingleUser)
        {
            return;
        }

        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<OwnerLinks>().MakeFirstAsync(cancellationToken) is { } made)
        {
            // To the terminal and not to the log, which others may read.
            Console.WriteLine($"Nobody has an account yet. Become the owner with this link, which serves once and until {made.Link.ExpiresAt:yyyy-MM-dd HH:mm} UTC:\n  {made.Url}");
        }
    }
}
