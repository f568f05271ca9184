using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Parley.Data;
using Parley.Identity;

namespace Parley.Audit;

/// <summary>
/// Records what is done, in the transaction in which it is done: either both last, or neither. Nothing that must be
/// recorded can thus happen while the trail cannot be written.
/// </summary>
public sealed partial class AuditTrail(
    ParleyDbContext db, CurrentCaller caller, AuditOrigin origin, AuditKeys keys, WriterQueue writers, TimeProvider clock, ILogger<AuditTrail> logger)
{
    // Takes the lock of the tenant's chain until the transaction ends, and makes its head at the first event.
    private const string TakeHead = """
        INSERT INTO audit_heads (tenant_id, sequence, hash, chain_key, seal) VALUES ({0}, 1, '', '', '')
        ON CONFLICT (tenant_id) DO UPDATE SET sequence = audit_heads.sequence + 1
        RETURNING sequence AS "Sequence", hash AS "Hash", chain_key AS "ChainKey", seal AS "Seal"
        """;

    // In one round trip.
    private const string Add = """
        INSERT INTO audit_events (tenant_id, sequence, at, actor_id, key_id, action, target, result, trace_id, details, origin_hash, chain_key, hash, origin)
        VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13});
        UPDATE audit_heads SET hash = {12}, chain_key = {11}, seal = {14} WHERE tenant_id = {0}
        """;

    /// <summary>How long a trail may be locked before the action is refused.</summary>
    private const int PatienceSeconds = 5;

    /// <summary>Records what changes nothing else: a sign-in that failed, an export.</summary>
    public Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        RecordAsync(() => Task.FromResult(entry), cancellationToken);

    /// <summary>Saves what the context holds, and records it.</summary>
    public Task SaveAsync(AuditEntry entry, CancellationToken cancellationToken) => RecordAsync(
        async () =>
        {
            await db.SaveChangesAsync(cancellationToken);
            return entry;
        },
        cancellationToken);

    /// <summary>Does a change of this scope's context and records it, both or neither.</summary>
    /// <param name="change">
    /// Changes, saves, and says what it did. Throws to change nothing. It writes through the context alone: whatever writes
    /// on another connection, the group commit too, would wait for this transaction where only one can write.
    /// </param>
    public Task RecordAsync(Func<Task<AuditEntry>> change, CancellationToken cancellationToken) =>
        RecordAsync(change, entry => entry, cancellationToken);

    /// <summary>Does a change that has a result, and records it, both or neither.</summary>
    /// <param name="change">Changes, and saves. Throws to change nothing.</param>
    /// <param name="describe">Says what was done.</param>
    public async Task<T> RecordAsync<T>(Func<Task<T>> change, Func<T, AuditEntry> describe, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return await ChangeAsync(change, describe, cancellationToken);
        }

        using var turn = await writers.EnterAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await ChangeAsync(change, describe, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>
    /// Adds to the trail within the transaction that the context is in. From here to its end the tenant's trail is locked,
    /// so this comes last, and a transaction adds to one tenant's trail only: else two could wait for each other.
    /// </summary>
    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var tenant = entry.TenantId ?? caller.Required.TenantId;
        var patience = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(PatienceSeconds);
        try
        {
            var head = (await db.Database.SqlQueryRaw<Head>(TakeHead, tenant).ToListAsync(cancellationToken)).Single();
            var sealedWith = head.ChainKey.Length == 0 ? null
                : keys.Ring.Find(head.ChainKey) ?? (await keys.ReadAsync(cancellationToken)).Find(head.ChainKey); // another node may have made it just now
            await AddAsync(entry, tenant, head.Sequence, PreviousOf(tenant, head, sealedWith), keys.Ring.Current, cancellationToken);
        }
        finally
        {
            db.Database.SetCommandTimeout(patience);
        }
    }

    private async Task<T> ChangeAsync<T>(Func<Task<T>> change, Func<T, AuditEntry> describe, CancellationToken cancellationToken)
    {
        var result = await change();
        await AppendAsync(describe(result), cancellationToken);
        return result;
    }

    // A head that somebody has changed must not be sealed anew as if nothing had been.
    private string PreviousOf(Guid tenant, Head head, AuditKey? key)
    {
        if (head is { Sequence: 1, Hash: "" })
        {
            return AuditChain.Beginning;
        }

        if (key is not null && AuditChain.SealOfHead(key, tenant, head.Sequence - 1, head.Hash) == head.Seal)
        {
            return head.Hash;
        }

        LogBroken(tenant, head.Sequence);
        return AuditChain.Broken;
    }

    private async Task AddAsync(AuditEntry entry, Guid tenant, long sequence, string previous, AuditKey key, CancellationToken cancellationToken)
    {
        var from = origin.Write();
        object?[] values =
        [
            tenant, sequence, AuditText.Round(clock.GetUtcNow().UtcDateTime), OrNull(entry.ActorId ?? caller.Caller?.UserId), OrNull(caller.Caller?.KeyId),
            entry.Action, AuditText.Target(entry.Target), SnakeCaseEnum.Write(entry.Result), Activity.Current?.TraceId.ToHexString() ?? "",
            JsonSerializer.Serialize(entry.Details), AuditText.Hash(from), key.Id,
        ];
        var hash = AuditRow.SealOf(key, previous, values);
        object?[] parameters = [.. values, hash, from, AuditChain.SealOfHead(key, tenant, sequence, hash)];
        await db.Database.ExecuteSqlRawAsync(Add, parameters.Cast<object>(), cancellationToken);
    }

    // The empty id is nobody's: the installation itself, or whoever works on its database.
    private static Guid? OrNull(Guid? id) => id == Guid.Empty ? null : id;

    [LoggerMessage(LogLevel.Critical, "The audit trail of tenant {Tenant} was changed: its head does not fit before event {Sequence}. Run 'parley audit verify'")]
    private partial void LogBroken(Guid tenant, long sequence);

    private sealed record Head(long Sequence, string Hash, string ChainKey, string Seal);
}
