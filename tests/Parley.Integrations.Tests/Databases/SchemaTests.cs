using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Data;
using Parley.Errors;
using Parley.Testing;
using Parley.Testing.Databases;
using Xunit;

namespace Parley.Integrations.Tests.Databases;

public sealed class SchemaTests(PostgresFixture postgres)
{
    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.Postgres];

    /// <summary>The scripts and EF's model must build the same tables, columns and indexes.</summary>
    [Theory, MemberData(nameof(Databases))]
    public async Task Scripts_BuildWhatTheModelSays(TestDatabase database)
    {
        await using var scripted = await TestParley.StartAsync(database, postgres.Server);
        await using var modelled = await TestParley.StartAsync(database, postgres.Server);
        var fromScripts = await ReadSchemaAsync(scripted, database);
        await DropAllAsync(modelled, database);
        var fromModel = await modelled.AsAsync(null, async db =>
        {
            await db.Database.ExecuteSqlRawAsync(db.Database.GenerateCreateScript());
            return await ReadSchemaAsync(modelled, database);
        });

        Assert.NotEmpty(fromScripts);
        Assert.Equal(fromModel, fromScripts);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Migrate_ManyProcessesAtOnce_AppliesEachScriptOnce(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        await DropAllAsync(parley, database);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Migrator(parley).MigrateAsync(TestContext.Current.CancellationToken))));

        Assert.NotEmpty(await ReadSchemaAsync(parley, database));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Migrate_DatabaseOfANewerVersion_IsRefused(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        await ExecuteAsync(parley, "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (9999, 'future', 'x', 'later')");

        var error = await Assert.ThrowsAsync<StartupException>(() => Migrator(parley).MigrateAsync(TestContext.Current.CancellationToken));

        Assert.Contains("9999", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Migrate_EditedScript_IsRefused(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        await ExecuteAsync(parley, "UPDATE schema_migrations SET checksum = 'edited' WHERE version = 1");

        await Assert.ThrowsAsync<StartupException>(() => Migrator(parley).MigrateAsync(TestContext.Current.CancellationToken));
    }

    private static SchemaMigrator Migrator(TestParley parley) => new(
        parley.Services.GetRequiredService<IDatabase>(), TimeProvider.System, NullLogger<SchemaMigrator>.Instance);

    // One connection, because the pragma is its own.
    private static Task<int> DropAllAsync(TestParley parley, TestDatabase database) => parley.AsAsync(null, async db =>
    {
        if (database is TestDatabase.Postgres)
        {
            return await db.Database.ExecuteSqlRawAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        }

        await db.Database.OpenConnectionAsync();
        var tables = await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").ToListAsync();
        var drops = tables.Select(table => $"DROP TABLE {table};").Prepend("PRAGMA foreign_keys = OFF;");
        return await db.Database.ExecuteSqlRawAsync(string.Join(' ', drops));
    });

    private static Task<int> ExecuteAsync(TestParley parley, string sql) =>
        parley.AsAsync(null, db => db.Database.ExecuteSqlRawAsync(sql));

    // Columns with type and nullability, keys, and indexes with their columns, uniqueness and filter; names of constraints apart.
    private static async Task<List<string>> ReadSchemaAsync(TestParley parley, TestDatabase database)
    {
        const string Sqlite = """
            SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" OR c.pk THEN ' not null' ELSE '' END || ' pk' || c.pk
            FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT IN ('schema_migrations', 'sqlite_sequence')
            UNION ALL
            SELECT 'key ' || t.name || '.' || f."from" || ' ' || f."table" || '.' || f."to" || ' ' || f.on_delete
            FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
            UNION ALL
            SELECT 'index ' || i.name || ' ' || i."unique" || i.partial || ' ' || (SELECT group_concat(x.name) FROM pragma_index_info(i.name) x)
            FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.type = 'table' AND i.origin = 'c'
            ORDER BY 1
            """;
        const string Postgres = """
            SELECT 'column ' || table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable
            FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_migrations'
            UNION ALL
            SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f') AND conrelid::regclass::text <> 'schema_migrations'
            UNION ALL
            SELECT 'index ' || pg_get_indexdef(indexrelid)
            FROM pg_index WHERE NOT indisprimary AND indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
            ORDER BY 1
            """;
        await using DbConnection connection = parley.Services.GetRequiredService<IDatabase>().CreateConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = database is TestDatabase.Sqlite ? Sqlite : Postgres;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
