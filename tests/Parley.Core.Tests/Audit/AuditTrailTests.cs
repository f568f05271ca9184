using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.Data;
using Parley.Identity;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Audit;

public sealed class AuditTrailTests(PostgresFixture postgres, ITestOutputHelper output)
{
    public static TheoryData<TestDatabase> Databases => AuditTamperTests.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Record_ManyTenantsAtOnceOnTwoNodes_NothingFailsAndEveryChainHolds(TestDatabase database)
    {
        const int Each = 15;
        await using var trail = await TestTrail.StartAsync(database, postgres);
        await using var second = await trail.Parley.StartSecondAsync();
        TestTrail[] nodes = [trail, new TestTrail(second, database)];
        var tenants = Enumerable.Range(0, 4).Select(_ => new Caller(Guid.CreateVersion7(), Guid.CreateVersion7())).ToList();

        await Task.WhenAll(Enumerable.Range(0, 32).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await nodes[worker % 2].RecordAsync(new AuditEntry("thing.do", $"{worker}/{i}"), tenants[worker / 2 % 4]);
            }
        })));

        foreach (var tenant in tenants)
        {
            var verdict = await trail.VerifyAsync(tenant.TenantId);
            Assert.True(verdict.IsOk, verdict.ToString());
            Assert.Equal(32 * Each / 4, verdict.Checked);
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Record_ChangeFails_NeitherIsThere(TestDatabase database)
    {
        await using var trail = await TestTrail.StartAsync(database, postgres, events: 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => trail.InScopeAsync<bool>(Caller.Local, async services =>
        {
            await services.GetRequiredService<AuditTrail>().RecordAsync(
                () => throw new InvalidOperationException("It did not work."), TestContext.Current.CancellationToken);
            return true;
        }));

        Assert.Equal((true, 1), ((await trail.VerifyAsync()).IsOk, (await trail.VerifyAsync()).Checked));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Record_NewKeyMeanwhile_BothSealAndTheChainHolds(TestDatabase database)
    {
        var clock = new FakeTimeProvider();
        await using var parley = await TestParley.StartAsync(database, postgres.Server, clock);
        var trail = new TestTrail(parley, database);
        await trail.RecordAsync(new AuditEntry("thing.do"));
        clock.Advance(TimeSpan.FromSeconds(1)); // ids sort by time
        await trail.InScopeAsync(null, services => parley.Services.GetRequiredService<AuditKeys>()
            .AddAsync(services.GetRequiredService<ParleyDbContext>(), TestContext.Current.CancellationToken));
        await trail.RecordAsync(new AuditEntry("thing.do"));
        await parley.Services.GetRequiredService<AuditKeys>().RefreshAsync(TestContext.Current.CancellationToken); // as the keeper does
        await trail.RecordAsync(new AuditEntry("thing.do"));

        var verdict = await trail.VerifyAsync();
        Assert.True(verdict.IsOk, verdict.ToString());
        Assert.Equal(3, verdict.Checked);
        Assert.Equal(2L, Convert.ToInt64(await trail.ScalarAsync("SELECT count(DISTINCT chain_key) FROM audit_events"), CultureInfo.InvariantCulture));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task H2_LogInjection_IsOneRecordEachAndHarmless(TestDatabase database)
    {
        string[] evil =
        [
            "a\nserver.start done", "a\r\n\r\n<b>", "\e[2J\e]0;owned\a", "nul\0inside", "\u202egnp.exe", "=HYPERLINK(\"http://evil.example\")", "@SUM(1)", "\"quoted\",comma",
            "lone\ud800surrogate", "\u2028line\u2029separators", "\u0085next", "{{template}}", "%0a%0d", new string('x', 5000), "zero\u200bwidth",
        ];
        await using var trail = await TestTrail.StartAsync(database, postgres);
        foreach (var text in evil)
        {
            await trail.RecordAsync(new AuditEntry("thing.do", text) { Details = new Dictionary<string, string> { ["name"] = text } });
        }

        Assert.Equal((true, evil.Length), ((await trail.VerifyAsync()).IsOk, (await trail.VerifyAsync()).Checked));
        var json = await ExportAsync(trail, asCsv: false);
        var csv = await ExportAsync(trail, asCsv: true);
        var lines = json.TrimEnd('\n').Split('\n');
        Assert.Equal(evil.Length, lines.Length);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.DoesNotContain(json, c => c is not '\n' && (c < ' ' || c > '~'));
        var rows = csv.TrimEnd().Split("\r\n");
        Assert.Equal(evil.Length + 1, rows.Length);
        Assert.DoesNotContain(csv.Replace("\r\n", "", StringComparison.Ordinal), c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format);
        Assert.DoesNotContain(rows, row => row.Split(',').Any(field => field.Trim('"') is ['=' or '+' or '-' or '@', ..]));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task List_AHundredThousandEvents_EveryFilterUsesAnIndex(TestDatabase database)
    {
        await using var trail = await TestTrail.StartAsync(database, postgres);
        await trail.ExecuteAsync(database is TestDatabase.Postgres
            ? $"INSERT INTO audit_events SELECT '{TestTrail.Tenant}', n, now() + n * interval '1 second', ('01900000-0000-7000-8000-' || lpad((n % 997)::text, 12, '0'))::uuid, NULL, 'thing.do_' || n % 53, 'thing_' || n % 4999, 'done', '', '{{}}', NULL, '', '', '' FROM generate_series(1, 100000) n; ANALYZE audit_events"
            : $"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 100000) INSERT INTO audit_events SELECT '{TestTrail.Tenant.ToString().ToUpperInvariant()}', n, datetime('2026-01-01', n || ' seconds'), printf('01900000-0000-7000-8000-%012d', n % 997), NULL, 'thing.do_' || n % 53, 'thing_' || n % 4999, 'done', '', '{{}}', NULL, '', '', '' FROM c; ANALYZE");
        AuditFilter[] filters =
        [
            new(), new() { Actor = new Guid("01900000-0000-7000-8000-000000000123") }, new() { Action = "thing.do_7" }, new() { Target = "thing_77" },
            new() { From = new DateTime(2026, 1, 1, 5, 0, 0, DateTimeKind.Utc), To = new DateTime(2026, 1, 1, 5, 10, 0, DateTimeKind.Utc) },
        ];

        foreach (var filter in filters)
        {
            var plan = await trail.InScopeAsync(Caller.Local, services => ExplainAsync(services, filter, database));
            output.WriteLine($"{filter}\n{plan}");
            Assert.Contains("index", plan, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN a", plan, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Measure_EventsPerSecond(TestDatabase database)
    {
        await using var trail = await TestTrail.StartAsync(database, postgres, events: 20);
        foreach (var (workers, each) in new[] { (1, 200), (16, 25) })
        {
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
            {
                for (var i = 0; i < each; i++)
                {
                    await trail.RecordAsync(new AuditEntry("thing.do", $"{i}"));
                }
            })));
            output.WriteLine($"{database}, {workers} at once: {workers * each / watch.Elapsed.TotalSeconds:0} events/s");
        }

        var read = Stopwatch.StartNew();
        var verdict = await trail.VerifyAsync();
        output.WriteLine($"{database}, checked: {verdict.Checked / read.Elapsed.TotalSeconds:0} events/s");
        Assert.Equal((true, 620), (verdict.IsOk, verdict.Checked));
    }

    private static Task<string> ExportAsync(TestTrail trail, bool asCsv) => trail.InScopeAsync(Caller.Local, async services =>
    {
        using var output = new MemoryStream();
        var events = services.GetRequiredService<AuditReader>().ReadAsync(new AuditFilter(), TestContext.Current.CancellationToken);
        await (asCsv ? AuditExport.WriteCsvAsync(output, events, default) : AuditExport.WriteJsonLinesAsync(output, events, default));
        return Encoding.UTF8.GetString(output.ToArray());
    });

    private static async Task<string> ExplainAsync(IServiceProvider services, AuditFilter filter, TestDatabase database)
    {
        var db = services.GetRequiredService<ParleyDbContext>();
        await using var command = services.GetRequiredService<AuditReader>().Page(filter, before: 90_000, limit: 50).CreateDbCommand();
        command.CommandText = (database is TestDatabase.Sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        await db.Database.OpenConnectionAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetValue(reader.FieldCount - 1).ToString()!);
        }

        return string.Join('\n', lines);
    }
}
