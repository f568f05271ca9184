using System.Net;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Identity;
using Parley.Testing.Databases;

namespace Parley.Server.Tests.Accounts;

public sealed class UserTests(PostgresFixture postgres)
{
    private const string New = "Quite another 52 herons";

    [Fact]
    public async Task B2_FieldsThatAreNobodysToSet_AreIgnored()
    {
        await using var server = await AccountsServer.StartAsync();
        var other = await server.AddTenantAsync();
        var (owner, user) = (await server.SignInAsync(Role.Owner), await server.AddAsync(Role.Member));
        var before = await FindAsync(server, user.Id);
        object Fields(string name) => new
        {
            name, id = owner.User.Id.ToString(), tenant_id = other.Id.ToString(), email = "evil@example.test", email_key = "evil@example.test", password_hash = "x",
            has_password = false, is_operator = true, created_at = "2001-01-01T00:00:00Z", is_admin = true, rights = new[] { "operate" }, sets_tier = true,
        };

        Assert.Equal(HttpStatusCode.OK, (await owner.Client.PatchAsync($"users/{user.Id}", Fields("Renamed"))).Status);
        var after = await FindAsync(server, user.Id);
        Assert.Equal("Renamed", after.Name);
        Assert.Equal(
            (before.TenantId, before.Email, before.EmailKey, before.PasswordHash, before.CreatedAt, before.Role, before.Tier),
            (after.TenantId, after.Email, after.EmailKey, after.PasswordHash, after.CreatedAt, after.Role, after.Tier));

        var person = await server.SignInAsync(user);
        await person.Client.PatchAsync("auth/me", new { name = "Me", role = "owner", tier = "enterprise", tenant_id = other.Id.ToString(), disabled = true });
        var me = await FindAsync(server, user.Id);
        Assert.Equal(("Me", Role.Member, before.TenantId, false, null), (me.Name, me.Role, me.TenantId, me.Disabled, me.Tier));

        var made = await owner.Client.PostAsync("users", new { name = "Robot", role = "service", tenant_id = other.Id.ToString(), email = "r@example.test", password = New });
        Assert.Equal((HttpStatusCode.Created, "", "service"), (made.Status, made.Text("email"), made.Text("role")));
        Assert.Equal(server.Tenant.Id.Value, (await server.DataAsync(db => db.Users.IgnoreQueryFilters().SingleAsync(u => u.Role == Role.Service))).TenantId);
    }

    [Fact]
    public async Task Admin_NeitherMakesNorTouchesOwners()
    {
        await using var server = await AccountsServer.StartAsync();
        var (admin, owner, member) = (await server.SignInAsync(Role.Admin), await server.SignInAsync(Role.Owner), await server.AddAsync(Role.Member));
        await server.AddAsync(Role.Owner);
        var before = await FindAsync(server, owner.User.Id);

        ApiAnswer[] answers =
        [
            await admin.Client.PatchAsync($"users/{owner.User.Id}", new { name = "Mine" }),
            await admin.Client.PatchAsync($"users/{owner.User.Id}", new { role = "member" }),
            await admin.Client.PatchAsync($"users/{owner.User.Id}", new { disabled = true }),
            await admin.Client.PatchAsync($"users/{owner.User.Id}", new { tier = "free" }),
            await admin.Client.PatchAsync($"users/{member.Id}", new { role = "owner" }),
            await admin.Client.PostAsync($"users/{owner.User.Id}/password-reset", new { }),
            await admin.Client.PostAsync($"users/{owner.User.Id}/email-change", new { email = "mine@example.test" }),
            await admin.Client.PostAsync($"users/{owner.User.Id}/sign-out-everywhere", new { }),
            await admin.Client.PostAsync("invitations", new { email = "mine@example.test", role = "owner" }),
        ];

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.Forbidden, "FORBIDDEN"), (answer.Status, answer.Code)));
        var after = await FindAsync(server, owner.User.Id);
        Assert.Equal((before.Name, before.Role, before.Disabled, before.Tier, before.UpdatedAt), (after.Name, after.Role, after.Disabled, after.Tier, after.UpdatedAt));
        Assert.Equal(Role.Member, (await FindAsync(server, member.Id)).Role);
        Assert.Equal(HttpStatusCode.OK, (await owner.Client.FetchAsync("auth/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.Client.PatchAsync($"users/{member.Id}", new { role = "owner" })).Status);
    }

    [Fact]
    public async Task B2_KeyWithFewScopes_TakesNobodyOver()
    {
        await using var server = await AccountsServer.StartAsync();
        var admin = await server.SignInAsync(Role.Admin);
        var made = await admin.Client.PostAsync("keys", new { name = "few", scopes = new[] { "manage_users" } });
        using var key = server.ClientOf(made.Text("key"));
        var member = await server.AddAsync(Role.Member);

        Assert.Equal(HttpStatusCode.Forbidden, (await key.PostAsync($"users/{admin.User.Id}/password-reset", new { })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await key.PostAsync($"users/{member.Id}/password-reset", new { })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await key.PostAsync($"users/{member.Id}/email-change", new { email = "mine@example.test" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await key.PostAsync("invitations", new { email = "mine@example.test", role = "admin" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await key.PatchAsync($"users/{member.Id}", new { role = "admin" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await key.FetchAsync("users")).Status);
    }

    [Fact]
    public async Task Nobody_ChangesTheirOwnRole_OrPeopleOfAnotherTenant_OrWithoutTheRight()
    {
        await using var server = await AccountsServer.StartAsync();
        var (owner, admin, member) = (await server.SignInAsync(Role.Owner), await server.SignInAsync(Role.Admin), await server.SignInAsync(Role.Member));
        await server.AddAsync(Role.Owner);
        var foreign = await server.AddAsync(Role.Member, await server.AddTenantAsync());
        foreach (var person in new[] { owner, admin })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await person.Client.PatchAsync($"users/{person.User.Id}", new { role = "member" })).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await person.Client.PatchAsync($"users/{person.User.Id}", new { disabled = true })).Status);
            Assert.Equal(HttpStatusCode.OK, (await person.Client.PatchAsync($"users/{person.User.Id}", new { name = "Still me", disabled = false })).Status);
        }

        var calls = new (HttpMethod Method, string Path, object? Body)[]
        {
            (HttpMethod.Get, "", null), (HttpMethod.Patch, "", new { name = "Mine" }), (HttpMethod.Post, "/password-reset", new { }),
            (HttpMethod.Post, "/email-change", new { email = "mine@example.test" }), (HttpMethod.Post, "/sign-out-everywhere", new { }),
        };
        foreach (var (method, path, body) in calls)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await owner.Client.CallAsync(method, $"users/{foreign.Id}{path}", body)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await member.Client.CallAsync(method, $"users/{admin.User.Id}{path}", body)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.Anonymous.CallAsync(method, $"users/{admin.User.Id}{path}", body)).Status);
        }

        Assert.DoesNotContain(
            (await owner.Client.FetchAsync("users?limit=200")).Body.GetProperty("data").EnumerateArray(), user => user.GetProperty("id").GetString() == foreign.Id.ToString());
        Assert.Equal("A Member", (await FindAsync(server, foreign.Id)).Name);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task LastActiveOwner_Stays_AlsoWhenTwoLowerEachOtherAtOnce(TestDatabase database)
    {
        (string, string)[] settings = database is TestDatabase.Postgres ? [("Database:Url", await postgres.Server.CreateDatabaseAsync())] : [];
        await using var server = await AccountsServer.StartAsync(settings);
        for (var round = 0; round < 4; round++)
        {
            var tenant = await server.AddTenantAsync($"Tenant {round}");
            var (one, two) = (await server.SignInAsync(Role.Owner, tenant), await server.SignInAsync(Role.Owner, tenant));
            object change = round % 2 == 0 ? new { role = "admin" } : new { disabled = true };

            var answers = await Task.WhenAll(one.Client.PatchAsync($"users/{two.User.Id}", change), two.Client.PatchAsync($"users/{one.User.Id}", change));

            Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
            var refused = Assert.Single(answers, answer => answer.Status is not HttpStatusCode.OK);
            Assert.True(refused.Status is HttpStatusCode.Conflict or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, refused.Status.ToString());
            Assert.Equal(1, await server.DataAsync(db => db.Users.IgnoreQueryFilters().CountAsync(u => u.TenantId == tenant.Id.Value && u.Role == Role.Owner && !u.Disabled)));
        }
    }

    [Fact]
    public async Task Disabling_HoldsAtOnce_AndOldSignInsStayDead()
    {
        await using var server = await AccountsServer.StartAsync();
        var (admin, user) = (await server.SignInAsync(Role.Admin), await server.SignInAsync(Role.Member));
        Assert.Equal(HttpStatusCode.OK, (await user.Client.FetchAsync("auth/me")).Status);

        Assert.Equal(HttpStatusCode.OK, (await admin.Client.PatchAsync($"users/{user.User.Id}", new { disabled = true })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await user.Client.FetchAsync("auth/me")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.TrySignInAsync(user.User.Email, AccountsServer.Password)).Status);

        Assert.Equal(HttpStatusCode.OK, (await admin.Client.PatchAsync($"users/{user.User.Id}", new { disabled = false })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await user.Client.FetchAsync("auth/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.TrySignInAsync(user.User.Email, AccountsServer.Password)).Status);
    }

    [Fact]
    public async Task RoleAndTier_HoldAtOnce_AndATierAboveTheTenantsIsTheOperators()
    {
        await using var server = await AccountsServer.StartAsync();
        var tenant = await server.AddTenantAsync(tier: Tier.Starter);
        var (owner, user) = (await server.SignInAsync(Role.Owner, tenant), await server.SignInAsync(Role.Member, tenant));
        var path = $"users/{user.User.Id}";
        Assert.Equal(HttpStatusCode.Created, (await user.Client.PostAsync("conversations", new { })).Status);

        Assert.Equal("viewer", (await owner.Client.PatchAsync(path, new { role = "viewer" })).Text("role"));
        Assert.Equal(HttpStatusCode.Forbidden, (await user.Client.PostAsync("conversations", new { })).Status);

        Assert.Equal(HttpStatusCode.Forbidden, (await owner.Client.PatchAsync(path, new { tier = "enterprise" })).Status);
        Assert.Equal("free", (await owner.Client.PatchAsync(path, new { tier = "free" })).Text("tier"));
        Assert.Equal("free", (await owner.Client.PatchAsync(path, new { name = "Kept" })).Text("tier"));
        Assert.Equal("", (await owner.Client.PatchAsync(path, new { tier = (string?)null })).Text("tier"));
        Assert.Equal(["role", "tier"], (await owner.Client.PatchAsync(path, new { role = "king", tier = "gold" })).WrongFields);
        Assert.Equal(["role"], (await owner.Client.PatchAsync(path, new { role = "service" })).WrongFields);
        var trail = await server.DataAsync(db => db.AuditEvents.IgnoreQueryFilters().Where(e => e.Action == AuditActions.UserChanged).OrderBy(e => e.Sequence).Select(e => e.Details).ToListAsync());
        Assert.Contains("member -\\u003E viewer", trail[0], StringComparison.Ordinal);
        Assert.Equal(4, trail.Count);
    }

    [Fact]
    public async Task TenantsTier_Lowered_ReachesThoseWithOneOfTheirOwn()
    {
        await using var server = await AccountsServer.StartAsync();
        var tenant = await server.AddTenantAsync();
        var (above, below) = (await server.AddAsync(Role.Member, tenant), await server.AddAsync(Role.Member, tenant));
        await server.DataAsync(db => db.Users.IgnoreQueryFilters().Where(u => u.Id == above.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.Tier, Tier.Enterprise)));
        await server.DataAsync(db => db.Users.IgnoreQueryFilters().Where(u => u.Id == below.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.Tier, Tier.Free)));

        Assert.Equal(HttpStatusCode.OK, (await (await server.SignInAsync(Role.Owner)).Client.PatchAsync($"admin/tenants/{tenant.Id}", new { tier = "starter" })).Status);

        var tiers = await server.DataAsync(db => db.Users.IgnoreQueryFilters().Where(u => u.TenantId == tenant.Id.Value).ToDictionaryAsync(u => u.Id, u => u.Tier));
        Assert.Equal((null, Tier.Free), (tiers[above.Id], tiers[below.Id]));
    }

    [Fact]
    public async Task List_SearchesNamesAndAddresses_InPages()
    {
        await using var server = await AccountsServer.StartAsync();
        var admin = await server.SignInAsync(Role.Admin);
        for (var i = 0; i < 5; i++)
        {
            await server.AddAsync(Role.Member, email: $"p{i}@sales.example");
        }

        await admin.Client.PostAsync("users", new { name = "100% Robot_", role = "service" });

        var page = await admin.Client.FetchAsync("users?q=SALES&limit=2&offset=4");
        Assert.Equal((1, 5), (page.Body.GetProperty("data").GetArrayLength(), page.Body.GetProperty("pagination").GetProperty("total").GetInt32()));
        Assert.Equal(1, await CountAsync("%25"));
        Assert.Equal(1, await CountAsync("robot_"));
        Assert.Equal(0, await CountAsync("user_"));
        Assert.Equal(["limit"], (await admin.Client.FetchAsync("users?limit=0")).WrongFields);
        Assert.Equal(["q"], (await admin.Client.FetchAsync($"users?q={new string('x', 300)}")).WrongFields);

        async Task<int> CountAsync(string query) => (await admin.Client.FetchAsync($"users?q={query}")).Body.GetProperty("pagination").GetProperty("total").GetInt32();
    }

    [Fact]
    public async Task Password_IsChangedByWhoKnowsIt_AndEndsTheOtherSignIns()
    {
        await using var server = await AccountsServer.StartAsync();
        var user = await server.AddAsync(Role.Member);
        var (here, there) = (await server.SignInAsync(user), await server.SignInAsync(user));
        Task<ApiAnswer> ChangeAsync(string current, string wanted) => here.Client.PostAsync("auth/password", new { current_password = current, new_password = wanted });

        Assert.Equal(["current_password"], (await ChangeAsync("wrong", New)).WrongFields);
        Assert.Equal(["new_password"], (await ChangeAsync(AccountsServer.Password, "short")).WrongFields);
        Assert.Equal(HttpStatusCode.OK, (await there.Client.FetchAsync("auth/me")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await ChangeAsync(AccountsServer.Password, New)).Status);

        Assert.Equal(HttpStatusCode.OK, (await here.Client.FetchAsync("auth/me")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.Client.FetchAsync("auth/me")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.TrySignInAsync(user.Email, AccountsServer.Password)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.TrySignInAsync(user.Email, New)).Status);
        var guesses = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            guesses.Add((await ChangeAsync($"wrong {i}", New + " more")).Status);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, guesses);
    }

    private static Task<User> FindAsync(AccountsServer server, UserId id) => server.DataAsync(db => db.Users.IgnoreQueryFilters().AsNoTracking().SingleAsync(u => u.Id == id));
}
