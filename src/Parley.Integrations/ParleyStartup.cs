using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Audit;
using Parley.Chat;
using Parley.Data;
using Parley.Errors;
using Parley.Integrations.VectorStores;
using Parley.Models;
using Parley.Models.Keys;
using Parley.Models.Prices;
using Parley.Pipeline.Fallback;
using Parley.Secrets;
using Parley.Usage;

namespace Parley.Integrations;

/// <summary>What has to happen before the first request or command: once, in order, and with a clear sentence when it cannot.</summary>
public static class ParleyStartup
{
    /// <exception cref="StartupException">Parley cannot start.</exception>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        CheckDataDirectory(services.GetRequiredService<IOptions<StorageOptions>>().Value.DataDir);
        services.GetRequiredService<PriceBook>().Load();
        var database = services.GetRequiredService<IDatabase>();
        try
        {
            await services.GetRequiredService<SchemaMigrator>().MigrateAsync(cancellationToken);
            await PrepareSecretsAsync(services, cancellationToken);
            CheckProviders(services); // after the stored keys were read
            await services.GetRequiredService<VectorStoreCheck>().RunAsync(cancellationToken);
            await services.GetRequiredService<TurnRecovery>().RunAsync(cancellationToken);
            await services.GetRequiredService<UsageRecovery>().RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Parley cannot use its {database.Name} database {database.Address}: {e.Message.TrimEnd('.')}. Start it, or correct DATABASE_URL.", e);
        }
    }

    private static async Task PrepareSecretsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
            await services.GetRequiredService<SecretInventory>().CheckAsync(db, cancellationToken);
            await services.GetRequiredService<AuditKeys>().PrepareAsync(db, cancellationToken);
            await services.GetRequiredService<ProviderKeys>().RefreshAsync(cancellationToken);
        }
        catch (SecretException e)
        {
            throw new StartupException($"Parley cannot start, because what it stored encrypted cannot be read. {e.Message}", e);
        }
    }

    private static void CheckProviders(IServiceProvider services)
    {
        var providers = services.GetServices<IModelProvider>().ToList();
        CheckDefaultProvider(services.GetRequiredService<IOptions<ModelOptions>>().Value.DefaultProvider, providers);
        CheckFallback(services.GetRequiredService<IOptions<FallbackOptions>>().Value.Chain, providers);
    }

    private static void CheckDefaultProvider(string? name, IEnumerable<IModelProvider> providers)
    {
        if (name is null)
        {
            return;
        }

        var provider = providers.FirstOrDefault(provider => provider.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new StartupException($"Parley cannot start, because DEFAULT_PROVIDER is '{name}'. It must be one of {string.Join(", ", providers.Select(p => p.Name))}.");
        if (!provider.IsConfigured)
        {
            throw new StartupException($"Parley cannot start, because DEFAULT_PROVIDER is '{name}', but {provider.DisplayName} is not configured. Set what it needs (.env.example lists it), or choose another default.");
        }
    }

    private static void CheckFallback(string? chain, IEnumerable<IModelProvider> providers)
    {
        try
        {
            foreach (var link in FallbackChain.Parse(chain))
            {
                var provider = providers.FirstOrDefault(provider => provider.Name == link.Provider)
                    ?? throw new FormatException($"There is no provider named '{link.Provider}'. It must be one of {string.Join(", ", providers.Select(p => p.Name))}.");
                if (!provider.IsConfigured)
                {
                    throw new FormatException($"{provider.DisplayName} is not configured. Set what it needs (.env.example lists it), or take it out of the chain.");
                }

                if (!provider.CanServe(link.Model ?? provider.DefaultModel))
                {
                    throw new FormatException($"{provider.DisplayName} has no model named '{link.Model}'.");
                }
            }
        }
        catch (FormatException e)
        {
            throw new StartupException($"Parley cannot start, because FALLBACK_PROVIDERS is wrong. {e.Message}", e);
        }
    }

    private static void CheckDataDirectory(string directory)
    {
        var path = Path.GetFullPath(directory);
        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, $".write-test-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"Parley cannot write to its data directory {path}: {e.Message.TrimEnd('.')}. Make it writable for the user {Environment.UserName}, or set APP_DATA_DIR to another directory.", e);
        }
    }
}
