using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Secrets;

namespace Parley.Audit;

/// <summary>
/// The keys that seal the trail, kept among the stored secrets. The newest one seals; the others still check what they
/// sealed. They are in memory and read anew now and then, so that a new one is soon used by every node.
/// </summary>
public sealed class AuditKeys(StoredSecrets secrets, IServiceScopeFactory scopes, TimeProvider clock)
{
    private const string Prefix = "audit-key/";
    private const int KeySize = 32;

    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);

    private volatile Known? _known;

    /// <summary>Makes the first key, if there is none, and reads all. To be called once before anything is recorded.</summary>
    public async Task PrepareAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(db, cancellationToken)).Keys.Count == 0)
        {
            await AddAsync(db, cancellationToken);
        }

        _known = await ReadAsync(db, cancellationToken);
    }

    /// <summary>Makes a new key, in the transaction that the context is in. Within half a minute of its commit every process seals with it.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AddAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("n");
        await secrets.SetAsync(db, Prefix + id, RandomNumberGenerator.GetBytes(KeySize), cancellationToken);
        return id;
    }

    internal async ValueTask<AuditKey> CurrentAsync(ParleyDbContext db, CancellationToken cancellationToken) =>
        (await RefreshAsync(db, cancellationToken)).Current ?? throw new InvalidOperationException("The trail has no key; it was not prepared.");

    /// <summary>Reads the keys anew when they were read a while ago.</summary>
    internal async ValueTask<Known> RefreshAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        var known = _known;
        if (known is not null && clock.GetUtcNow() - known.At < FreshFor)
        {
            return known;
        }

        // Those known before stay: a node that does not know the installation's newest secret yet goes on with them.
        var read = await ReadAsync(db, cancellationToken);
        return _known = known is null ? read : read with { Keys = new Dictionary<string, AuditKey>(known.Keys.Concat(read.Keys).DistinctBy(pair => pair.Key)) };
    }

    /// <summary>Reads the keys anew at once.</summary>
    internal async Task<Known> ReadAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        // A caller's context may not read the installation's secrets; the trail needs its own whoever calls.
        if (db.RowSecurityCaller is not null)
        {
            await using var scope = scopes.CreateAsyncScope();
            return await ReadAsync(scope.ServiceProvider.GetRequiredService<ParleyDbContext>(), cancellationToken);
        }

        // One that cannot be read is one that the installation does not have: what it sealed shows that.
        var stored = await secrets.ReadAsync(db, Prefix, cancellationToken, skipUnreadable: true);
        return new Known(stored.ToDictionary(pair => pair.Key, pair => new AuditKey(pair.Key, pair.Value)), clock.GetUtcNow());
    }

    internal sealed record Known(IReadOnlyDictionary<string, AuditKey> Keys, DateTimeOffset At)
    {
        public AuditKey? Current => Keys.Values.MaxBy(key => key.Id, StringComparer.Ordinal);

        public AuditKey? Find(string? id) => id is null ? null : Keys.GetValueOrDefault(id);
    }
}
