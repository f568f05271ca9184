using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Usage;

namespace Parley.Core.Tests.Usage;

public sealed class UsageLedgerTests(PostgresFixture postgres)
{
    private static readonly Caller Alice = new(Guid.CreateVersion7(), Guid.CreateVersion7());
    private static readonly Caller Bob = new(Alice.TenantId, Guid.CreateVersion7());

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Reserve_FiftyAtOnceOnTwoNodes_NeverOvershootsAndSettlesExactly(TestDatabase database)
    {
        await using var first = await TestParley.StartAsync(database, postgres.Server);
        await using var second = await first.StartSecondAsync();
        await AddBudgetAsync(first, BudgetScope.Tenant, "", limit: 1_000_000);
        await AddBudgetAsync(first, BudgetScope.User, UsageCharge.UserSubject(Alice.UserId), limit: 700_000);
        var ledgers = new[] { first, second }.Select(p => p.Services.GetRequiredService<UsageLedger>()).ToArray();
        var random = new Random(7);
        var calls = Enumerable.Range(0, 600).Select(i => (
            Ledger: ledgers[i % 2], Caller: i % 3 == 0 ? Bob : Alice, Worst: random.Next(1_000, 40_000), Used: random.NextDouble())).ToList();
        long alice = 0, all = 0, refused = 0;

        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (call, cancellationToken) =>
        {
            if (await call.Ledger.ReserveAsync(new UsageCharge(call.Caller, "chat", "p", "m"), call.Worst) is not { } place)
            {
                Interlocked.Increment(ref refused);
                return;
            }

            var state = await first.Services.GetRequiredService<BudgetReader>().ReadAsync(Alice.TenantId, cancellationToken);
            Assert.All(state, budget => Assert.True(budget.SpentNanos + budget.ReservedNanos <= budget.Budget.LimitNanos));
            var cost = (long)(call.Worst * call.Used);
            await call.Ledger.SettleAsync(place, new UsageOutcome(1, 1, cost, false));
            Interlocked.Add(ref all, cost);
            Interlocked.Add(ref alice, call.Caller == Alice ? cost : 0);
        });

        var after = await first.Services.GetRequiredService<BudgetReader>().ReadAsync(Alice.TenantId, TestContext.Current.CancellationToken);
        Assert.Equal([all, alice], after.Select(budget => budget.SpentNanos));
        Assert.All(after, budget => Assert.Equal(0, budget.ReservedNanos));
        Assert.True(refused > 0, "The budgets never bound.");
        Assert.Equal(all, await SumAsync(first, Alice.TenantId));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Recovery_ProcessDiedBetweenReserveAndSettle_ChargesTheReservationOnce(TestDatabase database)
    {
        await using var first = await TestParley.StartAsync(database, postgres.Server);
        await AddBudgetAsync(first, BudgetScope.Tenant, "", limit: 10_000);
        await using (var dying = await first.StartSecondAsync())
        {
            Assert.NotNull(await dying.Services.GetRequiredService<UsageLedger>().ReserveAsync(new(Alice, "chat", "p", "m"), 6_000));
            await dying.CrashAsync();
        }

        Assert.Null(await first.Services.GetRequiredService<UsageLedger>().ReserveAsync(new(Alice, "chat", "p", "m"), 6_000));
        var recovery = first.Services.GetRequiredService<UsageRecovery>();
        await recovery.RunAsync(TestContext.Current.CancellationToken);
        await recovery.RunAsync(TestContext.Current.CancellationToken);

        var budget = Assert.Single(await first.Services.GetRequiredService<BudgetReader>().ReadAsync(Alice.TenantId, TestContext.Current.CancellationToken));
        Assert.Equal((6_000, 0), (budget.SpentNanos, budget.ReservedNanos));
        Assert.Equal(6_000, await SumAsync(first, Alice.TenantId));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Reserve_BudgetMadeWhileACallRuns_CountsWhatWasSpentAndPromisedBefore(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var ledger = parley.Services.GetRequiredService<UsageLedger>();
        var settled = await ledger.ReserveAsync(new(Alice, "chat", "p", "m"), 5_000);
        await ledger.SettleAsync(settled!, new(1, 1, 3_000, false));
        var running = await ledger.ReserveAsync(new(Alice, "chat", "p", "m"), 4_000);
        await AddBudgetAsync(parley, BudgetScope.Model, "p/m", limit: 10_000);
        var before = Assert.Single(await parley.Services.GetRequiredService<BudgetReader>().ReadAsync(Alice.TenantId, TestContext.Current.CancellationToken));
        Assert.Equal((3_000, 4_000), (before.SpentNanos, before.ReservedNanos));

        Assert.Null(await ledger.ReserveAsync(new(Alice, "chat", "p", "m"), 3_001));
        var fits = await ledger.ReserveAsync(new(Alice, "chat", "p", "m"), 3_000);
        Assert.NotNull(fits);
        await ledger.SettleAsync(running!, new(1, 1, 1_000, false));
        await ledger.SettleAsync(fits, new(1, 1, 3_000, false));

        var budget = Assert.Single(await parley.Services.GetRequiredService<BudgetReader>().ReadAsync(Alice.TenantId, TestContext.Current.CancellationToken));
        Assert.Equal((7_000, 0), (budget.SpentNanos, budget.ReservedNanos));
    }

    [Fact]
    public async Task Reserve_EveryScope_HoldsForItsOwnCallsOnly()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var ledger = parley.Services.GetRequiredService<UsageLedger>();
        UsageCharge own = new(Alice, "extract", "p", "m") { Persona = "support@3", KeyId = "key-1" };
        (BudgetScope Scope, string Subject, UsageCharge Other)[] scopes =
        [
            (BudgetScope.User, UsageCharge.UserSubject(Alice.UserId), own with { Caller = Bob }),
            (BudgetScope.Key, "key-1", own with { KeyId = "key-2" }),
            (BudgetScope.Model, "p/m", own with { Model = "m2" }),
            (BudgetScope.Persona, "support", own with { Persona = "supporter@3" }),
            (BudgetScope.Feature, "extract", own with { Feature = "chat" }),
        ];

        foreach (var (scope, subject, other) in scopes)
        {
            var id = await AddBudgetAsync(parley, scope, subject, limit: 100);
            Assert.Null(await ledger.ReserveAsync(own, 101));
            Assert.NotNull(await ledger.ReserveAsync(other, 101));
            Assert.NotNull(await ledger.ReserveAsync(own with { Caller = new(Guid.CreateVersion7(), Alice.UserId) }, 101));
            await parley.AsAsync(Alice, db => db.Budgets.Where(b => b.Id == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Reserve_NoKnownPrice_IsRefusedUnderABudgetAndEnteredWithoutOne()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var ledger = parley.Services.GetRequiredService<UsageLedger>();
        var free = await ledger.ReserveAsync(new(Alice, "chat", "p", "m"), worstNanos: null);
        await ledger.SettleAsync(free!, new(1, 1, CostNanos: null, false));
        await AddBudgetAsync(parley, BudgetScope.Tenant, "", limit: Budget.MaxLimitNanos);

        Assert.Null(await ledger.ReserveAsync(new(Alice, "chat", "p", "m"), worstNanos: null));
    }

    [Fact]
    public async Task Reserve_FreeCallUnderAnOverspentBudget_IsLetThrough()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var ledger = parley.Services.GetRequiredService<UsageLedger>();
        var dear = await ledger.ReserveAsync(new(Alice, "chat", "p", "m"), 5_000);
        await ledger.SettleAsync(dear!, new(1, 1, 5_000, false));
        await AddBudgetAsync(parley, BudgetScope.Tenant, "", limit: 1_000);

        Assert.Null(await ledger.ReserveAsync(new(Alice, "chat", "p", "m"), 1));
        Assert.NotNull(await ledger.ReserveAsync(new(Alice, "chat", "offline", "extractive-1"), 0));
    }

    private static Task<BudgetId> AddBudgetAsync(TestParley parley, BudgetScope scope, string subject, long limit) => parley.AsAsync(Alice, async db =>
    {
        var budget = new Budget
        {
            Id = BudgetId.New(), TenantId = Alice.TenantId, Scope = scope, Subject = subject, Period = BudgetPeriod.Month, LimitNanos = limit,
            CreatedAt = DateTime.UtcNow, UpdatedAt = DateTime.UtcNow,
        };
        db.Add(budget);
        await db.SaveChangesAsync();
        return budget.Id;
    });

    private static Task<long> SumAsync(TestParley parley, Guid tenant) => parley.AsAsync(Alice, db =>
        db.UsageEntries.IgnoreQueryFilters([ParleyDbContext.OwnerFilter]).Where(e => e.TenantId == tenant).SumAsync(e => e.CostNanos ?? 0));
}
