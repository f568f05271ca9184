using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.Data;
using Parley.Identity;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Audit;

/// <summary>A trail, and what somebody can do to it who may write to the database but has no key.</summary>
internal sealed class TestTrail(TestParley parley, TestDatabase database) : IAsyncDisposable
{
    public static readonly Guid Tenant = Caller.Local.TenantId;

    public TestParley Parley => parley;

    public static async Task<TestTrail> StartAsync(TestDatabase database, PostgresFixture postgres, int events = 0)
    {
        var trail = new TestTrail(await TestParley.StartAsync(database, postgres.Server), database);
        for (var i = 0; i < events; i++)
        {
            await trail.RecordAsync(new AuditEntry($"thing.do_{i}", $"thing_{i}") { Details = new Dictionary<string, string> { ["n"] = $"{i}" } });
        }

        return trail;
    }

    public Task RecordAsync(AuditEntry entry, Caller? caller = null) => InScopeAsync(
        caller ?? Caller.Local with { KeyId = new Guid("01900000-0000-7000-8000-0000000000aa") },
        async services =>
        {
            using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
            await services.GetRequiredService<AuditTrail>().RecordAsync(entry, TestContext.Current.CancellationToken);
            return true;
        });

    public Task<AuditVerdict> VerifyAsync(Guid? tenant = null) => InScopeAsync(
        new Caller(tenant ?? Tenant, Guid.Empty),
        services => services.GetRequiredService<AuditVerifier>().VerifyAsync(tenant ?? Tenant, null, TestContext.Current.CancellationToken));

    public async Task<T> InScopeAsync<T>(Caller? caller, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = parley.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller;
        scope.ServiceProvider.GetRequiredService<AuditOrigin>().Address = "192.0.2.7";
        return await work(scope.ServiceProvider);
    }

    /// <summary>What the owner of a database can do: take the guards away.</summary>
    public Task DropGuardsAsync() => ExecuteAsync(database is TestDatabase.Postgres
        ? "ALTER TABLE audit_events DISABLE TRIGGER USER; ALTER TABLE audit_heads DISABLE TRIGGER USER"
        : "DROP TRIGGER audit_events_append_only; DROP TRIGGER audit_events_not_deleted; DROP TRIGGER audit_events_not_replaced; DROP TRIGGER audit_heads_forward_only; DROP TRIGGER audit_heads_not_deleted");

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = parley.Services.GetRequiredService<IDatabase>().CreateConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = parley.Services.GetRequiredService<IDatabase>().CreateConnection();
        await connection.OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public ValueTask DisposeAsync() => parley.DisposeAsync();
}
