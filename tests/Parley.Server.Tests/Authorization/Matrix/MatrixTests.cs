using System.Net;
using Parley.Accounts.Users;
using Parley.Identity;
using Parley.Testing.Databases;

namespace Parley.Server.Tests.Authorization.Matrix;

/// <summary>
/// Every route × everybody who may not × every verb: refused, and not one row changed. Made from the host's own routes, so
/// that a new one is covered or fails for want of a line in <see cref="Resources"/>.
/// </summary>
public sealed class MatrixTests(PostgresFixture postgres)
{
    [Fact]
    public async Task B1_Anonymous_IsRefusedEverywhere()
    {
        await using var run = await MatrixRun.StartAsync(victimRuns: true);
        var before = await DatabaseState.SettleAsync(run.Server.Services, (_, _) => true);

        foreach (var route in run.Guarded)
        {
            await RefusedAsync(run, run.Server.Anonymous, route, HttpStatusCode.Unauthorized);
        }

        foreach (var route in run.Unmapped.Where(route => route.Parameters.All(parameter => Resources.All.ContainsKey(route.UpTo(parameter)))))
        {
            await RefusedAsync(run, run.Server.Anonymous, route, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed);
        }

        Assert.Equal(before, await DatabaseState.SettleAsync(run.Server.Services, (_, _) => true));
    }

    [Fact]
    public async Task B1_DisabledOwner_IsRefusedEverywhere()
    {
        await using var run = await MatrixRun.StartAsync(victimRuns: true);
        var disabled = await run.Server.AddAsync(Role.Owner, run.Victim.Tenant);
        using var client = await Victim.SignInAsync(run.Server, disabled);
        await run.DisableAsync(disabled);
        var before = await DatabaseState.SettleAsync(run.Server.Services, (_, _) => true);

        foreach (var route in run.Guarded)
        {
            await RefusedAsync(run, client, route, HttpStatusCode.Unauthorized);
        }

        Assert.Equal(before, await DatabaseState.SettleAsync(run.Server.Services, (_, _) => true));
    }

    [Fact]
    public async Task B1_LowerRole_IsRefusedWhereItLacksTheRight()
    {
        await using var run = await MatrixRun.StartAsync(victimRuns: true);
        var refused = 0;
        foreach (var route in run.Guarded)
        {
            if (await run.LesserAsync(route) is not { } lesser)
            {
                continue;
            }

            using var client = await Victim.SignInAsync(run.Server, lesser);
            var before = await DatabaseState.ReadAsync(run.Server.Services, (_, _) => true);
            await RefusedAsync(run, client, route, HttpStatusCode.Forbidden);
            Assert.Equal(before, await DatabaseState.ReadAsync(run.Server.Services, (_, _) => true));
            refused++;
        }

        Assert.True(refused > 40, $"Only {refused} routes ask for more than every role has.");
    }

    [Fact]
    public async Task B1_KeyWithoutTheScope_IsRefusedThoughItsOwnerMay()
    {
        await using var run = await MatrixRun.StartAsync(victimRuns: true);
        var keys = new Dictionary<Rights, HttpClient>();
        var routes = run.Guarded.Where(route => route.Required!.Rights is not Rights.None).ToList();
        foreach (var rights in routes.Select(route => route.Required!.Rights).Distinct())
        {
            var made = await run.Victim.PostAsync("keys", new { name = "Lacks one", scopes = RightNames.Of(RoleRights.All & ~rights) });
            keys[rights] = run.Server.Server.NewClient();
            keys[rights].DefaultRequestHeaders.Authorization = new("Bearer", made.GetProperty("key").GetString());
        }

        var before = await DatabaseState.SettleAsync(run.Server.Services, (_, _) => true);
        foreach (var route in routes)
        {
            await RefusedAsync(run, keys[route.Required!.Rights], route, HttpStatusCode.Forbidden);
        }

        Assert.Equal(before, await DatabaseState.SettleAsync(run.Server.Services, (_, _) => true));
        foreach (var client in keys.Values)
        {
            client.Dispose();
        }
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task B1_AnotherPersonOfTheTenant_FindsNothingOfTheVictims(TestDatabase database)
    {
        await using var run = await MatrixRun.StartAsync(victimRuns: true, await SettingsAsync(database));
        var other = await run.Server.AddAsync(Role.Member, run.Victim.Tenant);

        await SearchAsync(run, other, run.Guarded.Where(route => MatrixRun.BelongsTo(route) is Belongs.ToPerson or Belongs.ToEverybody), route =>
            MatrixRun.BelongsTo(route) is Belongs.ToPerson);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, true)]
    [InlineData(TestDatabase.Sqlite, false)]
    [InlineData(TestDatabase.Postgres, true)]
    [InlineData(TestDatabase.Postgres, false)]
    public async Task B1_OwnerOfAnotherTenant_FindsNothingOfTheVictims(TestDatabase database, bool victimRuns)
    {
        await using var run = await MatrixRun.StartAsync(victimRuns, await SettingsAsync(database));
        var other = await run.Server.AddAsync(Role.Owner, run.Attackers);

        // Whoever runs the installation sees its tenants, and nothing of what is in them.
        await SearchAsync(run, other, run.Guarded.Where(route => victimRuns || MatrixRun.BelongsTo(route) is not Belongs.ToInstallation), route =>
            MatrixRun.BelongsTo(route) is not Belongs.ToEverybody);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task B1_TheVictimThemselves_ReachEverything(TestDatabase database)
    {
        await using var run = await MatrixRun.StartAsync(victimRuns: true, await SettingsAsync(database));
        foreach (var route in run.Guarded)
        {
            await run.Victim.SignInAsync();
            var (status, body) = await run.CallAsync(run.Victim.Client, route, await run.MakeAsync(route));

            // Else a refusal of somebody else would prove nothing.
            Assert.True(
                status is not (HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed),
                $"{route} answers its rightful caller with {(int)status}: {body}");
            Assert.True(route.Method is not "GET" || route.Parameters.Count == 0 || status is HttpStatusCode.OK, $"{route}: {(int)status} {body}");
        }
    }

    [Fact]
    public async Task B1_VerbsThatARouteDoesNotKnow_ChangeNothing()
    {
        await using var run = await MatrixRun.StartAsync(victimRuns: true);
        var before = await DatabaseState.SettleAsync(run.Server.Services, (_, _) => true);

        foreach (var route in run.Unmapped.Where(route => route.Parameters.All(parameter => Resources.All.ContainsKey(route.UpTo(parameter)))))
        {
            // 415: the address has a wider route for this verb (personas/{id} for personas/preview), which wants a body.
            await RefusedAsync(run, run.Victim.Client, route, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.UnsupportedMediaType);
        }

        Assert.Equal(before, await DatabaseState.SettleAsync(run.Server.Services, (_, _) => true));
    }

    /// <summary>Tries every route; those for the victim's things refuse, and no answer has a word of theirs.</summary>
    private static async Task SearchAsync(MatrixRun run, User other, IEnumerable<Route> routes, Func<Route, bool> isForTheVictims)
    {
        bool Concerns(Guid? tenant, Guid? owner) => tenant == run.Victim.Tenant.Id.Value && owner != other.Id.Value;
        var before = await DatabaseState.SettleAsync(run.Server.Services, Concerns);
        Assert.Contains(before, row => row.Contains(Victim.Canary, StringComparison.Ordinal));
        foreach (var route in routes)
        {
            // Anew each time: among the routes are those that end one's own sign-ins.
            using var client = await Victim.SignInAsync(run.Server, other);
            var (status, body) = await run.CallAsync(client, route);
            Assert.True(
                !isForTheVictims(route) || status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{route} answers a stranger with {(int)status}: {body}");
            Assert.True(status is not (HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable), $"{route}: {(int)status} {body}");
            Assert.DoesNotContain(Victim.Canary, body, StringComparison.Ordinal);
            Assert.Equal(before, await DatabaseState.ReadAsync(run.Server.Services, Concerns));
        }
    }

    private static async Task RefusedAsync(MatrixRun run, HttpClient client, Route route, params HttpStatusCode[] allowed)
    {
        var (status, body) = await run.CallAsync(client, route);
        Assert.True(allowed.Contains(status), $"{route} answers with {(int)status} instead of {string.Join(" or ", allowed)}: {body}");
        Assert.DoesNotContain(Victim.Canary, body, StringComparison.Ordinal);
    }

    private async Task<(string Key, string Value)[]> SettingsAsync(TestDatabase database) => database is TestDatabase.Postgres
        ? [("Database:Url", await postgres.Server.CreateDatabaseAsync())]
        : [];
}
