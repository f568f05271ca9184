using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Data;

namespace Parley.Accounts.States;

/// <summary>
/// What every account may do at this moment. Asked once for each request, so it is in memory and at most
/// <see cref="AccountOptions.StateMaxAge"/> old; what changes on this node is forgotten at once.
/// </summary>
public sealed class AccountStates(
    IServiceScopeFactory scopes, IOptions<AccountOptions> options, IOptions<TierOptions> tiers, TimeProvider clock)
{
    private const int MaxEntries = 20_000;

    private readonly ConcurrentDictionary<Guid, Entry> _entries = new();

    /// <summary>Raised on this node when an account was changed, with its id; null: any may have been.</summary>
    public event Action<Guid?>? Changed;

    /// <returns>Null when there is no such account, or it or its tenant is disabled.</returns>
    public ValueTask<AccountState?> FindAsync(Guid user, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(user, out var entry) && clock.GetElapsedTime(entry.ReadAt) < options.Value.StateMaxAge
            && entry.State is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } read })
        {
            return new(read.Result);
        }

        return new(ReadAsync(user, entry, cancellationToken));
    }

    /// <summary>To be called after anything of an account changed: its role, its sessions, its password.</summary>
    public void Forget(Guid user)
    {
        _entries.TryRemove(user, out _);
        Changed?.Invoke(user);
    }

    /// <summary>The same for all accounts of a tenant.</summary>
    public void ForgetAll()
    {
        _entries.Clear();
        Changed?.Invoke(null);
    }

    private async Task<AccountState?> ReadAsync(Guid user, Entry? stale, CancellationToken cancellationToken)
    {
        if (_entries.Count > MaxEntries)
        {
            _entries.Clear();
        }

        // Those who ask at the same time share one reading. One that began before a change is forgotten with its entry.
        var fresh = new Entry(clock.GetTimestamp(), new(() => LoadAsync(user)));
        var winner = stale is null ? _entries.GetOrAdd(user, fresh) : _entries.TryUpdate(user, fresh, stale) ? fresh : _entries.GetOrAdd(user, fresh);
        try
        {
            return await winner.State.Value.WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _entries.TryRemove(new(user, winner));
            throw;
        }
    }

    private async Task<AccountState?> LoadAsync(Guid id)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        var userId = new UserId(id);

        // Without filters: who somebody is must be known before there is a caller to filter by.
        var found = await db.Users.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId && !u.Disabled);
        var tenantId = new TenantId(found?.TenantId ?? Guid.Empty);
        var tenant = await db.Tenants.AsNoTracking().SingleOrDefaultAsync(t => t.Id == tenantId && !t.Disabled);
        if (found is null || tenant is null)
        {
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var sessions = await db.Sessions.IgnoreQueryFilters().Where(s => s.OwnerId == id && s.EndedAt == null && s.ExpiresAt > now)
            .Select(s => s.Id).ToListAsync();
        var groups = await db.GroupMembers.IgnoreQueryFilters().Where(m => m.UserId == userId).Select(m => m.GroupId).ToListAsync();
        var tier = found.Tier ?? tenant.Tier;
        return new(
            found.TenantId, id, found.Role, tier, tenant.IsOperator,
            groups.Select(g => g.Value).ToFrozenSet(), sessions.Select(s => s.Value).ToFrozenSet())
        {
            Closed = tiers.Value.ClosedTo(tier),
            TenantTier = found.Tier is null ? null : tenant.Tier,
        };
    }

    private sealed record Entry(long ReadAt, Lazy<Task<AccountState?>> State);
}
