using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Accounts.Keys;
using Parley.Accounts.States;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Identity;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Accounts;

public sealed class ApiKeyDirectoryTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Find_RevokedOnAnotherNode_IsKnownWithinSeconds(TestDatabase database)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var parley = await TestParley.StartAsync(database, postgres.Server, clock);
        var owner = await AddOwnerAsync(parley);
        var (here, there) = (parley.Services.GetRequiredService<ApiKeyDirectory>(), Another(parley, clock));
        var (key, row) = await ManageAsync(parley, owner, book => book.AddAsync(new ApiKeyRequest("Shared"), owner, Caller.Local, Cancellation));
        Assert.Equal(Rights.ReadContent | Rights.WriteContent | Rights.UseModels, (await here.FindAsync(key, Cancellation))!.Rights);
        Assert.NotNull(await there.FindAsync(key, Cancellation));

        await ManageAsync(parley, owner, async book =>
        {
            await book.RevokeAsync(owner.Id.Value, row.Id, Cancellation);
            return 0;
        });

        Assert.Null(await here.FindAsync(key, Cancellation));
        Assert.Null(await here.NowAsync(row.Id.Value, Cancellation));
        clock.Advance(new ApiKeyOptions().StateMaxAge);
        Assert.Null(await there.FindAsync(key, Cancellation));
    }

    [Fact]
    public void Text_AnyCharacterChanged_IsNoKey()
    {
        for (var round = 0; round < 20; round++)
        {
            var key = ApiKeyText.New();
            Assert.True(ApiKeyText.IsWellFormed(key));
            Assert.Equal(ApiKeyText.Length, key.Length);
            Assert.True(ApiKeyText.IsIn($"https://parley.example/?a=b&key={key}&c=d"));
            for (var at = 0; at < key.Length; at++)
            {
                var other = key[at] == 'x' ? 'y' : 'x';
                Assert.False(ApiKeyText.IsWellFormed($"{key[..at]}{other}{key[(at + 1)..]}"));
            }
        }

        Assert.All(["", "parley_", new string('a', ApiKeyText.Length), ApiKeyText.New() + "0"], text => Assert.False(ApiKeyText.IsWellFormed(text)));
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => ApiKeyText.New()).Distinct().Count());
    }

    // Another node's memory over the same database.
    private static ApiKeyDirectory Another(TestParley parley, FakeTimeProvider clock)
    {
        var scopes = parley.Services.GetRequiredService<IServiceScopeFactory>();
        var accounts = new AccountStates(scopes, parley.Services.GetRequiredService<IOptions<AccountOptions>>(), parley.Services.GetRequiredService<IOptions<TierOptions>>(), clock);
        return new(scopes, accounts, parley.Services.GetRequiredService<ApiKeyUses>(), parley.Services.GetRequiredService<IOptions<ApiKeyOptions>>(), clock);
    }

    private static async Task<T> ManageAsync<T>(TestParley parley, User owner, Func<ApiKeyBook, Task<T>> work)
    {
        await using var scope = parley.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = new Caller(owner.TenantId, owner.Id.Value) { Role = owner.Role, Rights = RoleRights.Of(owner.Role) };
        return await work(scope.ServiceProvider.GetRequiredService<ApiKeyBook>());
    }

    private static Task<User> AddOwnerAsync(TestParley parley) => parley.AsAsync(Caller.Local, async db =>
    {
        using var installation = db.ActForInstallation();
        var now = DateTime.UtcNow;
        var tenant = new Tenant { Id = TenantId.New(), Name = "T", Tier = Tier.Free, CreatedAt = now, UpdatedAt = now };
        var email = $"{RandomNumberGenerator.GetHexString(8)}@example.test";
        var user = new User { Id = UserId.New(), TenantId = tenant.Id.Value, Email = email, EmailKey = email, Name = "U", Role = Role.Member, CreatedAt = now, UpdatedAt = now };
        db.AddRange(tenant, user);
        await db.SaveChangesAsync();
        return user;
    });
}
