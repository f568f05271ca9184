using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Identity;

namespace Parley.Audit;

/// <summary>
/// Records what is done, in the transaction in which it is done: either both last, or neither. Nothing that must be
/// recorded can thus happen while the trail cannot be written.
/// </summary>
public sealed class AuditTrail(ParleyDbContext db, CurrentCaller caller, AuditOrigin origin, TimeProvider clock)
{
    // Takes the lock of the tenant's chain until the transaction ends, and makes its head at the first event.
    private const string Lock = """
        INSERT INTO audit_heads (tenant_id, sequence, hash) VALUES ({0}, 1, '')
        ON CONFLICT (tenant_id) DO UPDATE SET sequence = audit_heads.sequence + 1
        """;

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
    /// <param name="change">Changes, saves, and says what it did. Throws to change nothing.</param>
    public async Task RecordAsync(Func<Task<AuditEntry>> change, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await AppendAsync(await change(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Adds to the trail within the transaction that the context is in.</summary>
    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var tenant = entry.TenantId ?? caller.Required.TenantId;
        await db.Database.ExecuteSqlRawAsync(Lock, [tenant], cancellationToken);

        // Not by the caller's tenant: at a sign-in there is no caller yet.
        var head = await db.AuditHeads.IgnoreQueryFilters().AsNoTracking().SingleAsync(h => h.TenantId == tenant, cancellationToken);
        var added = Make(entry, tenant, head);
        db.Add(added);
        await db.SaveChangesAsync(cancellationToken);
        db.Entry(added).State = EntityState.Detached;
        await db.AuditHeads.IgnoreQueryFilters().Where(h => h.TenantId == tenant)
            .ExecuteUpdateAsync(set => set.SetProperty(h => h.Hash, added.Hash), cancellationToken);
    }

    private AuditEvent Make(AuditEntry entry, Guid tenant, AuditHead head)
    {
        var from = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["address"] = origin.Address,
            ["user_agent"] = origin.UserAgent,
            ["salt"] = RandomNumberGenerator.GetHexString(32),
        });
        var made = new AuditEvent
        {
            TenantId = tenant,
            Sequence = head.Sequence,
            At = AuditHash.Round(clock.GetUtcNow().UtcDateTime),
            ActorId = entry.ActorId ?? caller.Caller?.UserId,
            KeyId = caller.Caller?.KeyId,
            Action = entry.Action,
            Target = entry.Target,
            Result = entry.Result,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
            Details = JsonSerializer.Serialize(entry.Details),
            Origin = from,
            OriginHash = AuditHash.OfText(from),
            Hash = "",
        };
        made.Hash = AuditHash.Of(made, head.Hash);
        return made;
    }
}
