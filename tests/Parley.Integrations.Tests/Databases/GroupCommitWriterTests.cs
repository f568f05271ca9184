using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Chat;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Testing;
using Parley.Testing.Databases;
using Xunit;

namespace Parley.Integrations.Tests.Databases;

public sealed class GroupCommitWriterTests(PostgresFixture postgres)
{
    private const string Insert =
        "INSERT INTO conversations (id, tenant_id, owner_id, title, pinned, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6)";

    public static TheoryData<TestDatabase> Databases => SchemaTests.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Write_ManyAtOnce_AllAreStoredAndCounted(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var writer = parley.Services.GetRequiredService<GroupCommitWriter>();

        var touched = await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => writer.WriteAsync(New($"t{i}"))));

        Assert.All(touched, counts => Assert.Equal([1], counts));
        Assert.Equal(2000, await parley.AsAsync(Caller.Local, db => db.Conversations.CountAsync()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Write_OneOfAGroupIsRefused_ItsNeighboursAreStored(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var writer = parley.Services.GetRequiredService<GroupCommitWriter>();
        var twin = New("twin");

        var writes = Enumerable.Range(0, 50).Select(i => writer.WriteAsync(New($"t{i}"))).ToList();
        var first = writer.WriteAsync(twin);
        var second = writer.WriteAsync(New("rolled back"), twin);
        writes.AddRange(Enumerable.Range(50, 50).Select(i => writer.WriteAsync(New($"t{i}"))));

        await Task.WhenAll(writes);
        await first;
        Assert.Equal(ErrorCode.ServiceUnavailable, (await Assert.ThrowsAsync<AppException>(() => second)).Code);
        var titles = await parley.AsAsync(Caller.Local, db => db.Conversations.Select(c => c.Title).ToListAsync());
        Assert.Equal(101, titles.Count);
        Assert.DoesNotContain("rolled back", titles);
    }

    [Fact]
    public async Task Write_PostgresGoesAndComesBack_FailsClearlyThenWorksAgain()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var parley = await TestParley.StartAsync(TestDatabase.Postgres, server);
        var writer = parley.Services.GetRequiredService<GroupCommitWriter>();
        await writer.WriteAsync(New("before"));

        await server.StopServerAsync();
        var error = await Assert.ThrowsAsync<AppException>(() => writer.WriteAsync(New("while down")));
        await server.StartServerAsync();
        await writer.WriteAsync(New("after"));

        Assert.True(error.Retryable);
        Assert.Equal(
            ["after", "before"],
            await parley.AsAsync(Caller.Local, db => db.Conversations.Select(c => c.Title).OrderBy(t => t).ToListAsync()));
    }

    [Fact]
    public async Task Write_DeadlockWithAnother_IsDoneAgain()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Postgres, postgres.Server);
        var writer = parley.Services.GetRequiredService<GroupCommitWriter>();
        await writer.WriteAsync(New("a"), New("b"));

        var write = await parley.AsAsync(Caller.Local, async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Conversations.Where(c => c.Title == "b").ExecuteUpdateAsync(set => set.SetProperty(c => c.Pinned, true));
            var waiting = writer.WriteAsync(Rename("a"), Rename("b"));
            while (await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE NOT granted").SingleAsync() == 0)
            {
                await Task.Delay(10);
            }

            try
            {
                // Each waits for the other now. Who waited first is ended; on a machine that stalls it may be this one.
                await db.Conversations.Where(c => c.Title == "a").ExecuteUpdateAsync(set => set.SetProperty(c => c.Pinned, true));
                await transaction.CommitAsync();
            }
            catch (Exception e) when (e.GetBaseException() is System.Data.Common.DbException { SqlState: "40P01" })
            {
                await transaction.RollbackAsync();
            }

            return new { Done = waiting };
        });

        var touched = await write.Done;
        Assert.Equal([1, 1], touched);
        Assert.Equal(["new a", "new b"], await parley.AsAsync(Caller.Local, db => db.Conversations.Select(c => c.Title).OrderBy(t => t).ToListAsync()));
    }

    private static SqlStatement Rename(string title) => new("UPDATE conversations SET title = $1 WHERE title = $2", "new " + title, title);

    private static SqlStatement New(string title) => new(
        Insert, Guid.CreateVersion7(), Caller.Local.TenantId, Caller.Local.UserId, title, false, DateTime.UtcNow);
}
