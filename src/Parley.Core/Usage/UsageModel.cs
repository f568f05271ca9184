using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Usage;

/// <summary>How the ledger and the budgets lie in tables.</summary>
internal sealed class UsageModel : IEntityModel
{
    public void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.UseEntityId<UsageEntryId>();
        conventions.UseEntityId<BudgetId>();
        conventions.UseEnum<UsageStatus>();
        conventions.UseEnum<BudgetScope>();
        conventions.UseEnum<BudgetPeriod>();
    }

    public void Configure(ModelBuilder model)
    {
        model.Entity<UsageEntry>(entry =>
        {
            entry.ToTable("usage_entries");
            entry.HasIndex(e => new { e.TenantId, e.Day }, "ix_usage_entries_day");
            entry.HasIndex(e => e.NodeId, "ix_usage_entries_reserved").HasFilter("status = 'reserved'");
        });
        model.Entity<Budget>(budget =>
        {
            budget.ToTable("budgets");
            budget.HasIndex(b => new { b.TenantId, b.Scope, b.Subject, b.Period }, "ix_budgets_subject").IsUnique();
        });
        model.Entity<BudgetCounter>(counter =>
        {
            counter.ToTable("budget_counters");
            counter.HasKey(c => new { c.BudgetId, c.PeriodKey });
            counter.HasOne<Budget>().WithMany().HasForeignKey(c => c.BudgetId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
