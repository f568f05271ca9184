using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Accounts.External;
using Parley.Accounts.Tenants;
using Parley.Accounts.Tokens;
using Parley.Audit;
using Parley.Data;
using Parley.Identity;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Accounts;

/// <summary>People from a provider, on both databases and many at once.</summary>
public sealed class ExternalSignInTests(PostgresFixture postgres)
{
    private const string Issuer = "https://id.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task SignIn_TenNewPeopleThriceAtOnce_AreTenAccounts(TestDatabase database)
    {
        await using var parley = await StartAsync(database);

        var results = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => SignInAsync(parley, new(Issuer, $"p{i % 10}")
        {
            Email = $"p{i % 10}@corp.example", Name = "P\u202e", Groups = ["all", $"odd{i % 2}"], Role = new(Role.Member),
        })));

        Assert.All(results, result => Assert.NotNull(result.Tokens));
        Assert.Equal(10, await CountAsync(parley, db => db.Users));
        Assert.Equal(10, await CountAsync(parley, db => db.ExternalLogins));
        Assert.Equal(30, await CountAsync(parley, db => db.Sessions));
        Assert.Equal(3, await CountAsync(parley, db => db.Groups));
        Assert.Equal(20, await CountAsync(parley, db => db.GroupMembers));
        Assert.All(results, result => Assert.EndsWith("@corp.example", result.Tokens!.User.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task SignIn_BothOwnersLoweredAtOnce_OneStays(TestDatabase database)
    {
        await using var parley = await StartAsync(database);
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(Both(Role.Owner));
            Assert.Equal(2, await CountAsync(parley, db => db.Users.Where(u => u.Role == Role.Owner)));

            await Task.WhenAll(Both(Role.Member));

            Assert.Equal(1, await CountAsync(parley, db => db.Users.Where(u => u.Role == Role.Owner)));
        }

        Assert.True(await CountAsync(parley, db => db.AuditEvents.Where(e => e.Action == AuditActions.ExternalProfileMapped)) > 5);

        Task<ExternalSignInResult>[] Both(Role role) =>
            [.. new[] { "ann", "ben" }.Select(name => SignInAsync(parley, new(Issuer, name) { Email = $"{name}@corp.example", Role = new(role) }))];
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Spend_ManyAtOnce_OneWins(TestDatabase database)
    {
        await using var parley = await StartAsync(database);
        var until = DateTime.UtcNow.AddMinutes(10);

        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => InScopeAsync(parley, services =>
            services.GetRequiredService<SpentTokens>().TrySpendAsync("the state", until, Cancellation))));

        Assert.Single(won, first => first);
    }

    private async Task<TestParley> StartAsync(TestDatabase database)
    {
        var parley = await TestParley.StartAsync(database, postgres.Server);
        await parley.AsAsync(Caller.Local, async db =>
        {
            using var installation = db.ActForInstallation();
            db.Add(new Tenant { Id = TenantId.New(), Name = "Operators", Tier = Tier.Enterprise, IsOperator = true, CreatedAt = DateTime.UtcNow, UpdatedAt = DateTime.UtcNow });
            return await db.SaveChangesAsync();
        });
        return parley;
    }

    private static Task<ExternalSignInResult> SignInAsync(TestParley parley, ExternalIdentity who) =>
        InScopeAsync(parley, services => services.GetRequiredService<ExternalSignIn>().SignInAsync(who, Cancellation));

    private static Task<int> CountAsync<T>(TestParley parley, Func<ParleyDbContext, IQueryable<T>> rows)
        where T : class =>
        InScopeAsync(parley, services => rows(services.GetRequiredService<ParleyDbContext>()).IgnoreQueryFilters().CountAsync(Cancellation));

    private static async Task<T> InScopeAsync<T>(TestParley parley, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = parley.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}
