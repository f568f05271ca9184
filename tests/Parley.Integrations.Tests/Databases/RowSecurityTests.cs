using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parley.Chat;
using Parley.Data;
using Parley.Identity;
using Parley.Testing;
using Parley.Testing.Databases;
using Xunit;

namespace Parley.Integrations.Tests.Databases;

/// <summary>PostgreSQL's own wall, with the application's filters out of the way: raw SQL knows none.</summary>
public sealed class RowSecurityTests(PostgresFixture postgres)
{
    /// <summary>What people write, which nobody else of their tenant may read either.</summary>
    private static readonly string[] Content = ["conversations", "job_items", "jobs", "library_items", "library_versions", "messages", "turn_events", "turns"];

    private static readonly Guid OneTenant = Guid.CreateVersion7();

    private static readonly Caller Anna = new(OneTenant, Guid.CreateVersion7());
    private static readonly Caller Ben = new(OneTenant, Guid.CreateVersion7());
    private static readonly Caller Carla = new(Guid.CreateVersion7(), Guid.CreateVersion7());

    [Fact]
    public async Task B3_EveryTenantTable_HasAPolicyAndNoOtherTableIsOpenToCallers()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Postgres, postgres.Server);
        var (guarded, owned, open) = await parley.AsAsync(null, async db => (
            await db.Database.SqlQueryRaw<string>("SELECT tablename AS \"Value\" FROM pg_policies WHERE qual LIKE '%tenant_id = parley_tenant()%'").ToListAsync(),
            await db.Database.SqlQueryRaw<string>("SELECT tablename AS \"Value\" FROM pg_policies WHERE qual LIKE '%owner_id = parley_owner()%'").ToListAsync(),
            await db.Database.SqlQueryRaw<string>(
                "SELECT relname AS \"Value\" FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND has_table_privilege('parley_caller', oid, 'SELECT')").ToListAsync()));
        var tables = await parley.AsAsync(null, db => Task.FromResult(TenantRows.Types(db).Select(TenantRows.Table).ToList()));

        Assert.Equal(tables.Order(), guarded.Order());
        Assert.Equal(tables.Append("tenants").Order(), open.Order());

        // Collections may be shared, and are the owner's alone while they are not.
        Assert.Equal(Content.Append("knowledge_collections").Order(), owned.Order());
    }

    [Fact]
    public async Task B3_FiltersRemoved_CallersReachNoForeignRowOfAnyTable()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Postgres, postgres.Server);
        await TenantRows.AddAsync(parley, Anna);
        await TenantRows.AddAsync(parley, Ben, ofPersons: true);
        await TenantRows.AddAsync(parley, Carla);
        var types = await parley.AsAsync(null, db => Task.FromResult(TenantRows.Types(db)));

        foreach (var (table, isOwned) in types.Select(type => (TenantRows.Table(type), type.ClrType.IsAssignableTo(typeof(IOwned)))))
        {
            var ofAnna = isOwned && !Content.Contains(table) ? 2 : 1;
            Assert.Equal((table, ofAnna), (table, await CountAsync(parley, Anna, table)));

            // The trail refuses every change by itself, and before the policy is asked.
            var isTrail = table is "audit_events" or "audit_heads";
            Assert.True(isTrail || await ExecuteAsync(parley, Anna, $"UPDATE {table} SET tenant_id = tenant_id") == ofAnna, table);
            Assert.Equal((table, isTrail ? "P0001" : "42501"), (table, (await Assert.ThrowsAsync<PostgresException>(
                () => ExecuteAsync(parley, Anna, $"UPDATE {table} SET tenant_id = '{Carla.TenantId}'"))).SqlState));
            Assert.Equal((table, 0), (table, await ExecuteAsync(parley, Anna, $"DELETE FROM {table} WHERE tenant_id = '{Carla.TenantId}'")));
            Assert.Equal((table, isOwned ? 3 : 2), (table, await CountAsync(parley, null, table)));
        }
    }

    [Fact]
    public async Task B3_FiltersRemoved_NoRowIsInsertedForAnotherTenant()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Postgres, postgres.Server);
        var types = await parley.AsAsync(null, db => Task.FromResult(TenantRows.Types(db)));

        foreach (var type in types)
        {
            var error = await Assert.ThrowsAsync<DbUpdateException>(() => parley.AsAsync(Anna, db =>
            {
                db.Add(TenantRows.Make(type, Carla));
                return db.SaveChangesAsync();
            }));
            Assert.Contains("row-level security", error.InnerException!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task B3_ManyCallersOnFewConnections_NeverMeetEachOther()
    {
        await using var parley = await TestParley.StartAsync(
            TestDatabase.Postgres, postgres.Server, settings: new() { ["Database:PoolSize"] = "2", ["Database:MaxOverflow"] = "0" });
        Caller?[] callers = [.. Enumerable.Range(0, 5).Select(_ => new Caller(Guid.CreateVersion7(), Guid.CreateVersion7())), null];
        foreach (var caller in callers.OfType<Caller>())
        {
            await TenantRows.AddAsync(parley, caller);
        }

        var seen = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => parley.AsAsync(callers[i % 6], async db =>
        {
            // Within a transaction that is taken back, too: what was said about the connection must outlive it.
            await using var transaction = await db.Database.BeginTransactionAsync();
            var inside = await TenantsAsync(db);
            await transaction.RollbackAsync();
            return (Caller: callers[i % 6], Tenants: inside.Concat(await TenantsAsync(db)).Distinct().ToList());
        })));

        Assert.All(seen, one => Assert.Equal(
            one.Caller is { } caller ? [caller.TenantId] : callers.OfType<Caller>().Select(c => c.TenantId).Order(), one.Tenants.Order()));
    }

    [Fact]
    public async Task ActForInstallation_LiftsTheWallUntilDisposedAndNeverWithinATransaction()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Postgres, postgres.Server);
        await TenantRows.AddAsync(parley, Carla);

        await parley.AsAsync(Anna, async db =>
        {
            using (db.ActForInstallation())
            {
                Assert.Equal([Carla.TenantId], await TenantsAsync(db));
            }

            Assert.Empty(await TenantsAsync(db));
            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.Throws<InvalidOperationException>(db.ActForInstallation);
            return 0;
        });
    }

    [Fact]
    public async Task Start_UserWithoutRights_WorksWithTheFiltersAlone()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var parley = await TestParley.StartAsync(await NewUserAsync(server, "plain", ""));

        await parley.AsAsync(Anna, db => AddConversationAsync(db, Anna));

        Assert.Equal(1, await parley.AsAsync(Anna, db => db.Conversations.CountAsync()));
        Assert.Equal(0, await parley.AsAsync(Ben, db => db.Conversations.CountAsync()));
        Assert.Equal(1, await CountAsync(parley, Ben, "conversations"));
    }

    [Fact]
    public async Task Start_UserWhoMayMakeRoles_IsGuarded()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var parley = await TestParley.StartAsync(await NewUserAsync(server, "maker", "CREATEROLE"));

        await parley.AsAsync(Anna, db => AddConversationAsync(db, Anna));

        Assert.Equal(1, await CountAsync(parley, Anna, "conversations"));
        Assert.Equal(0, await CountAsync(parley, Ben, "conversations"));
        Assert.Equal(1, await CountAsync(parley, null, "conversations"));
    }

    [Fact]
    public async Task Open_RoleWasTakenAway_FailsEveryTimeInsteadOfGoingOnUnguarded()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var parley = await TestParley.StartAsync(await NewUserAsync(server, "maker", "CREATEROLE"));
        await parley.AsAsync(null, db => db.Database.ExecuteSqlRawAsync("REVOKE parley_caller FROM maker"));

        await parley.AsAsync(Anna, async db =>
        {
            await Assert.ThrowsAsync<PostgresException>(() => db.Conversations.IgnoreQueryFilters().CountAsync(TestContext.Current.CancellationToken));
            await Assert.ThrowsAsync<PostgresException>(() => db.Conversations.IgnoreQueryFilters().CountAsync(TestContext.Current.CancellationToken));
            Assert.Throws<PostgresException>(() => db.Conversations.IgnoreQueryFilters().ToList());
            Assert.Throws<PostgresException>(() => db.Conversations.IgnoreQueryFilters().ToList());
            return 0;
        });
    }

    private static async Task<string> NewUserAsync(PostgresServer server, string name, string options)
    {
        var url = await server.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={server.Port};Username=app;Database={url[(url.LastIndexOf('/') + 1)..]}");
        await using var command = source.CreateCommand($"CREATE ROLE {name} LOGIN {options}; ALTER SCHEMA public OWNER TO {name}");
        await command.ExecuteNonQueryAsync();
        return url.Replace("//app@", $"//{name}@", StringComparison.Ordinal);
    }

    private static Task<int> AddConversationAsync(ParleyDbContext db, Caller owner)
    {
        db.Add(new Conversation
        {
            Id = ConversationId.New(), TenantId = owner.TenantId, OwnerId = owner.UserId, Title = "A", CreatedAt = DateTime.UtcNow, UpdatedAt = DateTime.UtcNow,
        });
        return db.SaveChangesAsync();
    }

    private static Task<int> CountAsync(TestParley parley, Caller? caller, string table)
    {
        var sql = $"SELECT count(*)::integer AS \"Value\" FROM {table}";
        return parley.AsAsync(caller, db => db.Database.SqlQueryRaw<int>(sql).SingleAsync());
    }

    private static Task<int> ExecuteAsync(TestParley parley, Caller caller, string sql) =>
        parley.AsAsync(caller, db => db.Database.ExecuteSqlRawAsync(sql));

    private static Task<List<Guid>> TenantsAsync(ParleyDbContext db) =>
        db.Database.SqlQueryRaw<Guid>("SELECT tenant_id AS \"Value\" FROM messages").ToListAsync();
}
