using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Audit;

/// <summary>
/// Checks a tenant's trail from the first event to the last, reading one row at a time. While it runs, events may be added.
/// </summary>
public sealed class AuditVerifier(ParleyDbContext db, AuditKeys keys)
{
    private const int ReportEvery = 10_000;

    /// <summary>Every tenant that has a trail, or the rest of one. For the installation's operator: it looks beyond a tenant, so its scope must have no caller.</summary>
    public async Task<IReadOnlyList<Guid>> TenantsAsync(CancellationToken cancellationToken) =>
        await db.AuditHeads.IgnoreQueryFilters().Select(head => head.TenantId)
            .Union(db.AuditEvents.IgnoreQueryFilters().Select(e => e.TenantId)).OrderBy(id => id).ToListAsync(cancellationToken);

    /// <param name="progress">Learns now and then how many events were checked.</param>
    public async Task<AuditVerdict> VerifyAsync(Guid tenant, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        // 1. The keys, anew: another node may have made one. And the head as it is now; events may follow it meanwhile.
        var known = await keys.ReadAsync(cancellationToken);
        var before = await ReadHeadAsync(tenant, cancellationToken);

        // 2. Every event. The first that is wrong ends it: what follows hangs on it.
        var walk = new AuditWalk(known, before?.Sequence ?? 0);
        var problem = await WalkAsync(tenant, walk, progress, cancellationToken);
        if (problem is { Kind: AuditProblemKind.Changed })
        {
            problem = await FindMovedAsync(tenant, walk, problem, cancellationToken);
        }

        // 3. Where the chain ends, the head must end too.
        problem ??= CheckEnd(tenant, walk, before, await ReadHeadAsync(tenant, cancellationToken), known);
        return new AuditVerdict(walk.Checked, walk.WithoutOrigin, walk.Last, problem);
    }

    private async Task<AuditProblem?> WalkAsync(Guid tenant, AuditWalk walk, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await using var rows = await RowReader.OpenAsync(db, AuditRow.Select, tenant, cancellationToken);
        while (await rows.Reader.ReadAsync(cancellationToken))
        {
            if (walk.Check(AuditRow.Read(rows.Reader)) is { } problem)
            {
                return problem;
            }

            if (walk.Checked % ReportEvery == 0)
            {
                progress?.Report(walk.Checked);
            }
        }

        return null;
    }

    // Only after something was found: whether another row of the trail is the one that was recorded here.
    private async Task<AuditProblem> FindMovedAsync(Guid tenant, AuditWalk walk, AuditProblem problem, CancellationToken cancellationToken)
    {
        await using var rows = await RowReader.OpenAsync(db, AuditRow.Select, tenant, cancellationToken);
        while (await rows.Reader.ReadAsync(cancellationToken))
        {
            var row = AuditRow.Read(rows.Reader);
            if (walk.BelongsNext(row))
            {
                return new(AuditProblemKind.OutOfOrder, problem.Sequence, $"Event {problem.Sequence} is out of order: what was recorded there now stands at {row.Sequence}.");
            }
        }

        return problem;
    }

    private static AuditProblem? CheckEnd(Guid tenant, AuditWalk walk, Head? before, Head? after, AuditKeyRing known)
    {
        if (after is null)
        {
            return walk.Checked == 0 ? null : new(AuditProblemKind.HeadChanged, walk.Checked, $"The head of the chain is gone, so nothing says whether event {walk.Checked} was the last.");
        }

        if (known.Find(after.ChainKey) is not { } key || AuditChain.SealOfHead(key, tenant, after.Sequence, after.Hash) != after.Seal)
        {
            return new(AuditProblemKind.HeadChanged, after.Sequence, $"The head of the chain was changed: it names event {after.Sequence}, with a seal that is not Parley's.");
        }

        var first = before ?? after;
        if (walk.Checked < first.Sequence)
        {
            return new(AuditProblemKind.TailCut, walk.Checked + 1, $"The tail was cut off: event {walk.Checked + 1} is missing, and the last should be {first.Sequence}.");
        }

        return walk.Checked > after.Sequence || (before is not null && walk.HashAtHead != before.Hash)
            ? new(AuditProblemKind.HeadChanged, after.Sequence, $"The head of the chain was changed: it ends at event {after.Sequence}, and the events do not end so.")
            : null;
    }

    private async Task<Head?> ReadHeadAsync(Guid tenant, CancellationToken cancellationToken)
    {
        await using var rows = await RowReader.OpenAsync(db, "SELECT sequence, hash, chain_key, seal FROM audit_heads WHERE tenant_id = $1", tenant, cancellationToken);
        return await rows.Reader.ReadAsync(cancellationToken)
            ? new Head(
                rows.Reader.GetValue(0) is long sequence ? sequence : -1, AuditText.Canonical(rows.Reader.GetValue(1)) ?? "",
                AuditText.Canonical(rows.Reader.GetValue(2)) ?? "", AuditText.Canonical(rows.Reader.GetValue(3)) ?? "")
            : null;
    }

    private sealed record Head(long Sequence, string Hash, string ChainKey, string Seal);

    /// <summary>Rows as they come, past the model.</summary>
    private sealed class RowReader(ParleyDbContext db, DbCommand command, DbDataReader reader) : IAsyncDisposable
    {
        public DbDataReader Reader => reader;

        public static async Task<RowReader> OpenAsync(ParleyDbContext db, string sql, Guid tenant, CancellationToken cancellationToken)
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            SqlBinding.Bind(command, [tenant]);
            return new RowReader(db, command, await command.ExecuteReaderAsync(cancellationToken));
        }

        public async ValueTask DisposeAsync()
        {
            await reader.DisposeAsync();
            await command.DisposeAsync();
            await db.Database.CloseConnectionAsync();
        }
    }
}
