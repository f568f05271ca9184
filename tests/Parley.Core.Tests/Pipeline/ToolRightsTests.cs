using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Accounts.States;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Chat;
using Parley.Data;
using Parley.Identity;
using Parley.Pipeline.ToolLoop;
using Parley.Testing;
using Parley.Testing.Databases;
using Xunit;

namespace Parley.Core.Tests.Pipeline;

/// <summary>A tool acts as whoever is answered, and not as Parley.</summary>
public sealed class ToolRightsTests(PostgresFixture postgres)
{
    private static readonly Guid Tenant = Guid.CreateVersion7();

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.Postgres];

    [Theory, MemberData(nameof(Databases))]
    public async Task B6_ATool_SeesTheRowsOfItsCallerOnly(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var (one, other) = (await AddAsync(parley, Role.Member), await AddAsync(parley, Role.Member));
        await parley.AsAsync(other, db =>
        {
            db.Add(new Conversation { Id = ConversationId.New(), TenantId = other.TenantId, OwnerId = other.UserId, Title = "Mine", CreatedAt = DateTime.UtcNow, UpdatedAt = DateTime.UtcNow });
            return db.SaveChangesAsync();
        });

        Assert.Equal("0", await CountAsync(parley, one));
        Assert.Equal("1", await CountAsync(parley, other));
    }

    [Fact]
    public async Task B5_WhoeverMayNoLongerUseTools_HasNoneRun()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var caller = await AddAsync(parley, Role.Member);
        Assert.Equal("0", await CountAsync(parley, caller));

        await parley.AsAsync(caller, db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Role, Role.Viewer)));
        parley.Services.GetRequiredService<AccountStates>().Forget(caller.UserId);
        Assert.StartsWith("Error: ", await CountAsync(parley, caller), StringComparison.Ordinal);

        await parley.AsAsync(caller, db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Role, Role.Member).SetProperty(user => user.Disabled, true)));
        parley.Services.GetRequiredService<AccountStates>().Forget(caller.UserId);
        Assert.StartsWith("Error: ", await CountAsync(parley, caller), StringComparison.Ordinal);
    }

    private static async Task<string> CountAsync(TestParley parley, Caller caller)
    {
        // Everything there is, as a tool does that forgets whom it works for.
        var tool = AIFunctionFactory.Create(
            (AIFunctionArguments arguments) => arguments.Services!.GetRequiredService<ParleyDbContext>().Conversations.CountAsync(), "count");
        var runner = new ToolRunner(new ToolLoopOptions(), TimeProvider.System, parley.Services, new LogProbe<ToolRunner>());
        var results = await runner.RunAsync([new FunctionCallContent("a", "count")], new Dictionary<string, AIFunction> { ["count"] = tool }, caller, TestContext.Current.CancellationToken);
        return results.Single().Result!.ToString()!;
    }

    private static Task<Caller> AddAsync(TestParley parley, Role role) => parley.AsAsync(null, async db =>
    {
        var (tenant, id, now) = (new TenantId(Tenant), UserId.New(), DateTime.UtcNow);
        if (!await db.Tenants.AnyAsync(t => t.Id == tenant))
        {
            db.Add(new Tenant { Id = tenant, Name = "Some", CreatedAt = now, UpdatedAt = now });
        }

        db.Add(new User { Id = id, TenantId = Tenant, Email = $"{id}@a.test", EmailKey = $"{id}@a.test", Name = "Some", Role = role, CreatedAt = now, UpdatedAt = now });
        await db.SaveChangesAsync();
        return new Caller(Tenant, id.Value) { Role = role, Rights = RoleRights.Of(role) };
    });
}
