using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Secrets;

namespace Parley.Models.Keys;

/// <summary>
/// The keys of providers that were stored while Parley runs. They lie encrypted in the database, are in memory here, and
/// are read anew every few seconds, so that what was stored on one node soon holds on all.
/// </summary>
public sealed class ProviderKeys(IServiceScopeFactory scopes) : IRefreshed
{
    private const string Prefix = "provider-key/";

    private volatile IReadOnlyDictionary<string, string> _keys = new Dictionary<string, string>();

    public TimeSpan RefreshInterval { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The stored key of that provider, or null.</summary>
    public string? Find(string provider) => _keys.GetValueOrDefault(provider);

    /// <summary>Stores a key, in the transaction that the context is in. It holds after the next <see cref="RefreshAsync"/>.</summary>
    public async Task SetAsync(ParleyDbContext db, string provider, string key, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StoredSecrets>()
            .SetAsync(db, Prefix + provider, Encoding.UTF8.GetBytes(key), cancellationToken);
    }

    /// <returns>Whether there was one.</returns>
    public static Task<bool> RemoveAsync(ParleyDbContext db, string provider, CancellationToken cancellationToken) =>
        StoredSecrets.RemoveAsync(db, Prefix + provider, cancellationToken);

    /// <summary>Reads what was stored, also by other nodes.</summary>
    /// <exception cref="SecretException">One of them cannot be read; then those read before hold.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<StoredSecrets>()
            .ReadAsync(scope.ServiceProvider.GetRequiredService<ParleyDbContext>(), Prefix, cancellationToken);
        _keys = stored.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetString(pair.Value));
    }
}
