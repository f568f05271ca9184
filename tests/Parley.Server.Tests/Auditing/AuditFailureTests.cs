using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Testing.Databases;

namespace Parley.Server.Tests.Auditing;

/// <summary>What cannot be recorded does not happen: a real database whose trail fails.</summary>
public sealed class AuditFailureTests(PostgresFixture postgres)
{
    private static readonly string[] Tables = ["budgets", "operator_settings", "conversations", "library_items", "library_versions", "stored_secrets", "audit_heads"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestDatabase.Sqlite, "DROP TABLE audit_events")]
    [InlineData(TestDatabase.Postgres, "DROP TABLE audit_events")]
    [InlineData(TestDatabase.Sqlite, "CREATE TRIGGER full BEFORE INSERT ON audit_events BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END")]
    [InlineData(TestDatabase.Postgres, "CREATE FUNCTION is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$; CREATE TRIGGER is_full BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION is_full()")]
    public async Task H2_TrailFails_EveryChangeIsRefusedAndNothingHappened(TestDatabase database, string failure)
    {
        await using var server = await StartAsync(database);
        var number = 0;
        foreach (var route in AuditedRoute.All)
        {
            await route.PrepareAsync(server.Client, number++);
        }

        await ExecuteAsync(server, failure);
        var before = await DumpAsync(server);

        foreach (var route in AuditedRoute.All)
        {
            using var response = await route.CallAsync(server.Client);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
            Assert.Equal((route.Action, HttpStatusCode.ServiceUnavailable, "SERVICE_UNAVAILABLE"), (route.Action, response.StatusCode, problem.GetProperty("code").GetString()));
        }

        Assert.Equal(before, await DumpAsync(server));
        using var reading = await server.Client.GetAsync("budgets", Token);
        Assert.Equal(HttpStatusCode.OK, reading.StatusCode);
    }

    [Fact]
    public async Task H2_TrailLocked_ChangesAreRefusedInSecondsAndGoOnAfterwards()
    {
        await using var server = await StartAsync(TestDatabase.Postgres);
        var before = await DumpAsync(server);
        await using (var connection = server.Services.GetRequiredService<IDatabase>().CreateConnection())
        {
            await connection.OpenAsync(Token);
            await using var transaction = await connection.BeginTransactionAsync(Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "LOCK TABLE audit_events IN ACCESS EXCLUSIVE MODE";
            await command.ExecuteNonQueryAsync(Token);

            using var response = await MakeBudgetAsync(server);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        }

        Assert.Equal(before, await DumpAsync(server));
        using var later = await MakeBudgetAsync(server);
        Assert.Equal(HttpStatusCode.Created, later.StatusCode);
    }

    private async Task<TestServer> StartAsync(TestDatabase database) => database is TestDatabase.Postgres
        ? new TestServer(("Database:Url", await postgres.Server.CreateDatabaseAsync()))
        : new TestServer();

    private static Task<HttpResponseMessage> MakeBudgetAsync(TestServer server) =>
        server.Client.PostAsJsonAsync("budgets", new { scope = "feature", subject = "s", period = "day", limit = 5 }, Token);

    private static async Task ExecuteAsync(TestServer server, string sql)
    {
        await using var connection = server.Services.GetRequiredService<IDatabase>().CreateConnection();
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<string> DumpAsync(TestServer server)
    {
        await using DbConnection connection = server.Services.GetRequiredService<IDatabase>().CreateConnection();
        await connection.OpenAsync(Token);
        var dump = new StringBuilder();
        foreach (var table in Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
            await using var reader = await command.ExecuteReaderAsync(Token);
            while (await reader.ReadAsync(Token))
            {
                dump.Append(table).AppendJoin('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)).Append('\n');
            }
        }

        return dump.ToString();
    }
}
