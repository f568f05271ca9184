using System.Collections.Concurrent;
using Parley.Data;
using Parley.Errors;

namespace Parley.Usage;

/// <summary>
/// Accounts for every call to a model. Before a call the most it can cost is reserved, durably and in one step with the
/// check of every budget that holds for it; after it, what it did cost takes the reservation's place. So no budget is
/// overshot, however many calls run at once, on however many nodes.
/// </summary>
public sealed class UsageLedger(GroupCommitWriter writer, INodeLease lease, TimeProvider clock)
{
    // Tenants known to have a budget. A hint that saves statements; the statements themselves find out when it is wrong.
    private readonly ConcurrentDictionary<Guid, bool> _budgeted = new();
    private readonly ConcurrentDictionary<UsageEntryId, UsageReservation> _open = new();
    private readonly ConcurrentDictionary<UsageEntryId, Task> _settling = new();
    private readonly ConcurrentQueue<(UsageReservation Reservation, UsageOutcome Outcome)> _late = new();

    /// <summary>Whether the tenant had a budget when last looked.</summary>
    public bool MayHaveBudget(Guid tenant) => _budgeted.ContainsKey(tenant);

    /// <summary>Enters a call that is about to be made.</summary>
    /// <param name="worstNanos">The most it can cost, in billionths of a dollar; null where no price is known.</param>
    /// <returns>Null when a budget refuses it: the cost would not fit, or is not known.</returns>
    /// <exception cref="AppException"><see cref="ErrorCode.ServiceUnavailable"/>: the ledger cannot be written; the call must not be made.</exception>
    public async Task<UsageReservation?> ReserveAsync(UsageCharge charge, long? worstNanos)
    {
        var now = clock.GetUtcNow();
        var reservation = new UsageReservation(UsageEntryId.New(), charge, BudgetPeriods.Day(now), worstNanos ?? 0);
        _open[reservation.Id] = reservation;
        try
        {
            if (await WriteAsync(reservation, worstNanos, now.UtcDateTime))
            {
                return reservation;
            }
        }
        catch
        {
            _open.TryRemove(reservation.Id, out _);
            throw;
        }

        _open.TryRemove(reservation.Id, out _);
        return null;
    }

    /// <summary>
    /// As <see cref="SettleAsync"/>, for a caller who need not wait: what he writes next stands behind it in the same queue,
    /// and so is durable no earlier. <see cref="DrainAsync"/> waits for all of them.
    /// </summary>
    public void Settle(UsageReservation reservation, UsageOutcome outcome)
    {
        // Noted first and only then taken off again, however soon it is over.
        var settling = SettleAsync(reservation, outcome);
        _settling[reservation.Id] = settling;
        settling.ContinueWith(
            _ => _settling.TryRemove(reservation.Id, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits for what is being settled.</summary>
    public Task DrainAsync() => Task.WhenAll(_settling.Select(settling => settling.Value));

    /// <summary>
    /// Enters what a call used. Never fails: what the database cannot take now is kept and tried again, and if the process
    /// dies before, the whole reservation counts.
    /// </summary>
    public async Task SettleAsync(UsageReservation reservation, UsageOutcome outcome)
    {
        try
        {
            await SettleOnceAsync(reservation, outcome);
            _open.TryRemove(reservation.Id, out _);
        }
        catch (AppException)
        {
            _late.Enqueue((reservation, outcome));
        }
    }

    /// <summary>Settles an entry whose process is gone, for all that it had reserved.</summary>
    /// <returns>False when somebody else had settled it.</returns>
    internal async Task<bool> RecoverAsync(UsageEntry entry, UsageCharge charge)
    {
        var reservation = new UsageReservation(entry.Id, charge, entry.Day, entry.ReservedNanos);
        var outcome = new UsageOutcome(0, 0, entry.ReservedNanos, Estimated: true);
        var touched = await writer.WriteAsync(UsageSql.Settle(reservation, UsageStatus.Recovered, outcome, clock.GetUtcNow().UtcDateTime));
        return touched[^1] == 1;
    }

    /// <summary>Whether this process still works on it.</summary>
    internal bool IsOpen(UsageEntryId id) => _open.ContainsKey(id);

    /// <summary>Tries again what could not be settled.</summary>
    internal async Task SettleLateAsync()
    {
        for (var i = _late.Count; i > 0 && _late.TryDequeue(out var late); i--)
        {
            await SettleAsync(late.Reservation, late.Outcome);
        }
    }

    private async Task<bool> WriteAsync(UsageReservation reservation, long? worst, DateTime now)
    {
        var tenant = reservation.Charge.Caller.TenantId;
        if (!_budgeted.ContainsKey(tenant))
        {
            if ((await writer.WriteAsync(UsageSql.ReserveFreely(reservation, lease.NodeId, now)))[0] == 1)
            {
                return true;
            }

            _budgeted[tenant] = true;
        }

        var touched = await writer.WriteAsync(UsageSql.Reserve(reservation, worst, lease.NodeId, now));
        if (touched[1] == 0)
        {
            // No budget holds for this call, and perhaps none is left at all: the next call looks again.
            _budgeted.TryRemove(tenant, out _);
        }

        return touched[2] == 1;
    }

    private async Task SettleOnceAsync(UsageReservation reservation, UsageOutcome outcome)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (MayHaveBudget(reservation.Charge.Caller.TenantId)
            || (await writer.WriteAsync(UsageSql.SettleFreely(reservation, outcome, now)))[0] == 0)
        {
            await writer.WriteAsync(UsageSql.Settle(reservation, UsageStatus.Settled, outcome, now));
        }
    }
}
