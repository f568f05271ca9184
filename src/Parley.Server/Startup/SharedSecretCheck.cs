using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Integrations.Databases;
using Parley.Secrets;

namespace Parley.Server.Startup;

/// <summary>A key that this machine made for itself is of no use to other nodes, and they would find out only after they have stored something.</summary>
internal static class SharedSecretCheck
{
    /// <exception cref="StartupException">There may be other nodes, and no key was set for all.</exception>
    public static void Run(IServiceProvider services)
    {
        var server = services.GetRequiredService<IOptions<ServerOptions>>().Value;
        var configuration = services.GetRequiredService<IConfiguration>();
        if (services.GetRequiredService<IOptions<SecretOptions>>().Value.Key is not null || server.IsSingleUser || server.Environment is "development")
        {
            return;
        }

        var shared = services.GetRequiredService<IOptions<DatabaseOptions>>().Value.IsPostgres ? "PostgreSQL" : configuration["Redis:Url"] is { Length: > 0 } ? "Redis" : null;
        if (shared is not null)
        {
            throw new StartupException($"Parley cannot start, because APP_SECRET_KEY is not set. With {shared} there can be several nodes, and all must encrypt with the same key; one that a node makes for itself would be its own. Set it on every node (openssl rand -base64 48).");
        }
    }
}
