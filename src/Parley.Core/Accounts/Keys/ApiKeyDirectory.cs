using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Accounts.States;
using Parley.Data;
using Parley.Identity;

namespace Parley.Accounts.Keys;

/// <summary>
/// Says whose a key is. Asked with each request, so what it says is in memory and at most
/// <see cref="ApiKeyOptions.StateMaxAge"/> old; a key revoked on this node is forgotten at once.
/// </summary>
public sealed class ApiKeyDirectory(
    IServiceScopeFactory scopes, AccountStates accounts, ApiKeyUses uses, IOptions<ApiKeyOptions> options, TimeProvider clock)
{
    private const int MaxEntries = 20_000;

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<Guid, Entry> _entries = new();

    // Which key a text is never changes.
    private readonly ConcurrentDictionary<string, Guid> _ids = new();
    private long _changes;

    /// <returns>Null when there is no such key, it was revoked or has run out, or its owner is disabled.</returns>
    public async ValueTask<Caller?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (!ApiKeyText.IsWellFormed(key))
        {
            return null;
        }

        var hash = ApiKeyText.Hash(key);
        var found = _ids.TryGetValue(hash, out var id)
            ? await FindAsync(id, cancellationToken)
            : await LoadAsync(keys => keys.Where(k => k.Hash == hash), cancellationToken);
        if (found is null)
        {
            return null;
        }

        _ids[hash] = found.Id;
        var caller = await ToCallerAsync(found, cancellationToken);
        if (caller is not null)
        {
            uses.Note(found.Id);
        }

        return caller;
    }

    /// <summary>The same for a caller who came with the key a while ago.</summary>
    public async ValueTask<Caller?> NowAsync(Guid key, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken) is { } found ? await ToCallerAsync(found, cancellationToken) : null;

    /// <summary>To be called after a key was revoked.</summary>
    public void Forget(Guid key)
    {
        lock (_lock)
        {
            _changes++;
            _entries.TryRemove(key, out _);
        }
    }

    private async ValueTask<Caller?> ToCallerAsync(ApiKeyState key, CancellationToken cancellationToken) =>
        !(key.ExpiresAt <= clock.GetUtcNow().UtcDateTime)
        && await accounts.FindAsync(key.OwnerId, cancellationToken) is { } owner && owner.TenantId == key.TenantId
            ? key.ToCaller(owner)
            : null;

    private ValueTask<ApiKeyState?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(id, out var entry) && clock.GetElapsedTime(entry.ReadAt) < options.Value.StateMaxAge)
        {
            return new(entry.State);
        }

        var typed = new ApiKeyId(id);
        return new(LoadAsync(keys => keys.Where(k => k.Id == typed), cancellationToken));
    }

    private async Task<ApiKeyState?> LoadAsync(Func<IQueryable<ApiKey>, IQueryable<ApiKey>> which, CancellationToken cancellationToken)
    {
        var (changes, readAt) = (Interlocked.Read(ref _changes), clock.GetTimestamp());
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();

        // Without filters: the key says who the caller is.
        var found = await which(db.ApiKeys.IgnoreQueryFilters().AsNoTracking()).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var state = found.RevokedAt is null
            ? new ApiKeyState(found.Id.Value, found.TenantId, found.OwnerId, found.Scopes, found.RequestsPerMinute, found.ExpiresAt)
            : null;
        Keep(found.Id.Value, new(state, readAt), changes);
        return state;
    }

    // What was read before a revocation must not be remembered after it.
    private void Keep(Guid id, Entry entry, long changes)
    {
        lock (_lock)
        {
            if (_changes == changes)
            {
                if (_entries.Count >= MaxEntries)
                {
                    _entries.Clear();
                    _ids.Clear();
                }

                _entries[id] = entry;
            }
        }
    }

    /// <param name="State">Null: revoked.</param>
    private sealed record Entry(ApiKeyState? State, long ReadAt);
}
