using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Models;
using Parley.Models.Tokens;
using Parley.Pipeline;
using Parley.Pipeline.Calls;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Usage;

namespace Parley.Core.Tests.Pipeline.Metering;

/// <summary>
/// Ten thousand calls, fifty at a time, stopped, broken and retried at random, while other processes die between setting
/// money aside and paying: the ledger has to agree with the provider's own account, and the budget must hold at every moment.
/// </summary>
public sealed class LedgerSimulationTests(PostgresFixture postgres)
{
    private const int Calls = 10_000;
    private const int Crashes = 20;
    private static readonly Caller Alice = new(Guid.CreateVersion7(), Guid.CreateVersion7());

    // Dollars per million tokens of gpt-4o: 2.50 read, 10.00 written.
    private const long ReadNanos = 2_500;
    private const long WrittenNanos = 10_000;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task TenThousandCalls_LedgerEqualsTheProvidersAccount(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server, settings: new() { ["Retries:Delay"] = "00:00:00.001", ["Breakers:Failures"] = "100" });
        using var provider = new CountingProvider(parley.Services.GetRequiredService<TokenCounter>());
        var limit = 2_500_000_000L;
        await AddBudgetAsync(parley, limit);
        var worstSeen = 0L;
        var refused = 0;
        var crashed = 0L;

        await Parallel.ForAsync(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (i, cancellationToken) =>
        {
            if (i % (Calls / Crashes) == 0)
            {
                Interlocked.Add(ref crashed, await CrashAsync(parley));
            }

            try
            {
                await CallAsync(parley, provider, new Random(i), cancellationToken);
            }
            catch (AppException e) when (e.Code is ErrorCode.BudgetExceeded)
            {
                Interlocked.Increment(ref refused);
            }

            if (i % 100 == 0)
            {
                var state = Assert.Single(await ReadAsync(parley));
                InterlockedMax(ref worstSeen, state.SpentNanos + state.ReservedNanos);
            }
        });

        await parley.Services.GetRequiredService<UsageLedger>().DrainAsync();
        await parley.Services.GetRequiredService<UsageRecovery>().RunAsync(TestContext.Current.CancellationToken);
        var (read, written) = provider.Bill;
        var budget = Assert.Single(await ReadAsync(parley));
        var (settled, recovered) = await parley.AsAsync(Alice, async db => (
            await db.UsageEntries.Where(e => e.Status == UsageStatus.Settled).SumAsync(e => e.CostNanos ?? 0),
            await db.UsageEntries.Where(e => e.Status == UsageStatus.Recovered).SumAsync(e => e.CostNanos ?? 0)));
        Assert.Equal((read * ReadNanos) + (written * WrittenNanos), settled);
        Assert.Equal(crashed, recovered);
        Assert.Equal((settled + recovered, 0), (budget.SpentNanos, budget.ReservedNanos));
        Assert.InRange(worstSeen, 1, limit);
        Assert.InRange(budget.SpentNanos, 1, limit);
        Assert.True(refused > 0, "The budget never bound.");
    }

    private static async Task CallAsync(TestParley parley, CountingProvider provider, Random random, CancellationToken cancellationToken)
    {
        var options = new ModelCallOptions(Alice, "chat", new ModelSelection(provider, CountingProvider.Model)) { MaxOutputTokens = random.Next(4) == 0 ? 80 : null };
        var stopAfter = random.Next(5) == 0 ? random.Next(1, 30) : int.MaxValue;
        ChatMessage[] prompt = [new(ChatRole.User, string.Join(' ', Enumerable.Repeat("word", random.Next(1, 50))))];
        try
        {
            var seen = 0;
            await foreach (var update in parley.Services.GetRequiredService<ModelPipeline>().Client.GetStreamingResponseAsync(prompt, options, cancellationToken))
            {
                if (++seen == stopAfter)
                {
                    break;
                }
            }
        }
        catch (ModelException)
        {
            // Broken off, or refused three times: what it used is still owed.
        }
    }

    private static async Task<long> CrashAsync(TestParley parley)
    {
        await using var dying = await parley.StartSecondAsync();
        var place = await dying.Services.GetRequiredService<UsageLedger>().ReserveAsync(new(Alice, "chat", "counting", CountingProvider.Model), 1_000_000);
        await dying.CrashAsync();
        return place?.ReservedNanos ?? 0;
    }

    private static Task<IReadOnlyList<BudgetState>> ReadAsync(TestParley parley) =>
        parley.Services.GetRequiredService<BudgetReader>().ReadAsync(Alice.TenantId, TestContext.Current.CancellationToken);

    private static Task<int> AddBudgetAsync(TestParley parley, long limit) => parley.AsAsync(Alice, db =>
    {
        db.Add(new Budget
        {
            Id = BudgetId.New(), TenantId = Alice.TenantId, Scope = BudgetScope.Tenant, Subject = "", Period = BudgetPeriod.Month, LimitNanos = limit,
            CreatedAt = DateTime.UtcNow, UpdatedAt = DateTime.UtcNow,
        });
        return db.SaveChangesAsync();
    });

    private static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Interlocked.Read(ref target); value > seen; seen = Interlocked.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
