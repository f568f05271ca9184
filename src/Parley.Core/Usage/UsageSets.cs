using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Usage;

/// <summary>The ledger's tables, as properties of the context.</summary>
public static class UsageSets
{
    extension(ParleyDbContext db)
    {
        public DbSet<UsageEntry> UsageEntries => db.Set<UsageEntry>();

        public DbSet<Budget> Budgets => db.Set<Budget>();

        public DbSet<BudgetCounter> BudgetCounters => db.Set<BudgetCounter>();
    }
}
