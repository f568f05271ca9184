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
        return [.. budgets.Select(budget =>
        {
            var counter = counters.Find(c => c.BudgetId == budget.Id && c.PeriodKey == budget.Period.Key(day));
            return new BudgetState(budget, counter?.SpentNanos ?? 0, counter?.ReservedNanos ?? 0, budget.Period.EndsAfter(now));
        })];
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
