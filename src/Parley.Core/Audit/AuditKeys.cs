using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Secrets;

namespace Parley.Audit;

/// <summary>
/// The keys that seal the trail, kept among the stored secrets. The newest one seals; the others still check what they
/// sealed. They are in memory and read anew now and then, so that a new one is soon used by every node. They belong to no
/// tenant, so they are read in a scope without a caller.
/// </summary>
public sealed class AuditKeys(StoredSecrets secrets, IServiceScopeFactory scopes, TimeProvider clock) : IRefreshed
{
    private const string Prefix = "audit-key/";
    private const int KeySize = 32;

    private volatile AuditKeyRing? _ring;

    public TimeSpan RefreshInterval { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Makes the first key, if there is none, and reads all. To be called once before anything is recorded.</summary>
    public async Task PrepareAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(cancellationToken)).IsEmpty)
        {
            await AddAsync(db, cancellationToken);
        }

        _ring = await ReadAsync(cancellationToken);
    }

    /// <summary>Makes a new key, in the transaction that the context is in. Within half a minute of its commit every process seals with it.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AddAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("n");
        await secrets.SetAsync(db, Prefix + id, RandomNumberGenerator.GetBytes(KeySize), cancellationToken);
        return id;
    }

    /// <summary>Reads the keys anew. Those known before stay: a node that does not know the installation's newest secret yet goes on with them.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var read = await ReadAsync(cancellationToken);
        _ring = _ring?.With(read) ?? read;
    }

    /// <summary>The keys as they are in memory.</summary>
    internal AuditKeyRing Ring => _ring ?? throw new InvalidOperationException("The trail has no key; it was not prepared.");

    /// <summary>The keys as they are stored now. One that cannot be read is one that the installation does not have: what it sealed shows that.</summary>
    internal async Task<AuditKeyRing> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var stored = await secrets.ReadAsync(
            scope.ServiceProvider.GetRequiredService<ParleyDbContext>(), Prefix, cancellationToken, skipUnreadable: true);
        return new AuditKeyRing(stored.ToDictionary(pair => pair.Key, pair => new AuditKey(pair.Key, pair.Value)));
    }
}
