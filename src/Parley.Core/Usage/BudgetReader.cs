using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Usage;

/// <summary>Reads how budgets stand.</summary>
public sealed class BudgetReader(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>The time that decides which period holds.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The budgets of a tenant, each with its counter of the period that holds now.</summary>
    public async Task<IReadOnlyList<BudgetState>> ReadAsync(Guid tenant, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        var now = Now;
        var day = BudgetPeriods.Day(now);
        string[] keys = [day, BudgetPeriod.Month.Key(day)];

        // Without filters, but by the tenant: a turn that was refused has no scope of its caller.
        var budgets = await db.Budgets.IgnoreQueryFilters().AsNoTracking().Where(b => b.TenantId == tenant)
            .OrderBy(b => b.Scope).ThenBy(b => b.Subject).ThenBy(b => b.Period).ToListAsync(cancellationToken);
        var ids = budgets.ConvertAll(b => b.Id);
        var counters = await db.BudgetCounters.AsNoTracking()
            .Where(c => ids.Contains(c.BudgetId) && keys.Contains(c.PeriodKey)).ToListAsync(cancellationToken);
        var states = new List<BudgetState>();
        foreach (var budget in budgets)
        {
            var counter = counters.Find(c => c.BudgetId == budget.Id && c.PeriodKey == budget.Period.Key(day))
                ?? await CountAsync(db, budget, day, cancellationToken);
            states.Add(new(budget, counter.SpentNanos, counter.ReservedNanos, budget.Period.EndsAfter(now)));
        }

        return states;
    }

    // Before its first call a budget has no counter; what it will begin with is in the ledger.
    private static async Task<BudgetCounter> CountAsync(ParleyDbContext db, Budget budget, string day, CancellationToken cancellationToken)
    {
        var key = budget.Period.Key(day);
        var user = Guid.TryParse(budget.Subject, out var id) ? id : Guid.Empty;
        var versions = budget.Subject + "@";
        var entries = db.UsageEntries.IgnoreQueryFilters().Where(e => e.TenantId == budget.TenantId && e.Day.StartsWith(key));
        entries = budget.Scope switch
        {
            BudgetScope.User => entries.Where(e => e.OwnerId == user),
            BudgetScope.Key => entries.Where(e => e.KeyId == budget.Subject),
            BudgetScope.Model => entries.Where(e => e.Provider + "/" + e.Model == budget.Subject),
            BudgetScope.Persona => entries.Where(e => e.Persona == budget.Subject || e.Persona.StartsWith(versions)),
            BudgetScope.Feature => entries.Where(e => e.Feature == budget.Subject),
            _ => entries,
        };
        return new BudgetCounter
        {
            PeriodKey = key,
            SpentNanos = await entries.Where(e => e.Status != UsageStatus.Reserved).SumAsync(e => e.CostNanos ?? 0, cancellationToken),
            ReservedNanos = await entries.Where(e => e.Status == UsageStatus.Reserved).SumAsync(e => e.ReservedNanos, cancellationToken),
        };
    }

    /// <summary>Of the budgets that hold for a charge, the one with the least left; null when none holds.</summary>
    public async Task<BudgetState?> TightestAsync(UsageCharge charge, CancellationToken cancellationToken) =>
        (await ReadAsync(charge.Caller.TenantId, cancellationToken))
            .Where(state => charge.SubjectOf(state.Budget.Scope) == state.Budget.Subject)
            .MinBy(state => state.RemainingNanos);
}

/// <summary>A budget and its period.</summary>
/// <param name="SpentNanos">Settled in the period.</param>
/// <param name="ReservedNanos">Promised to calls under way.</param>
/// <param name="ResetsAt">When it begins anew.</param>
public sealed record BudgetState(Budget Budget, long SpentNanos, long ReservedNanos, DateTimeOffset ResetsAt)
{
    public long RemainingNanos => Math.Max(0, Budget.LimitNanos - SpentNanos - ReservedNanos);
}
