using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Groups;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Identity;

namespace Parley.Server.Tests.Accounts.Oidc;

/// <summary>What becomes of accounts, roles and groups when people come through the provider.</summary>
public sealed class OidcAccountTests(OidcFixture fixture) : IClassFixture<OidcFixture>
{
    private static readonly (string Key, string Value)[] Mapped =
        [("Oidc:RoleClaim", "roles"), ("Oidc:Roles", "parley-owners=owner, parley-admins=admin, staff=member"), ("Oidc:GroupClaim", "groups")];

    [Theory]
    [InlineData(true, true, null)]
    [InlineData(true, false, "email_taken")]
    [InlineData(false, true, "email_taken")]
    public async Task SignIn_AddressOfALocalAccount_IsTakenOverOnlyWhenVerifiedAndAllowed(bool allowed, bool verified, string? error)
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider, null, ("Oidc:Accounts:LinkVerifiedEmail", allowed ? "true" : "false"));
        var local = await server.Accounts.AddAsync(Role.Admin, email: "Carol@corp.example");
        await fixture.Provider.KnowAsync(new { id = "carol", email = "carol@corp.example", email_verified = verified });

        var answer = await server.SignInAsync("carol");

        Assert.Equal(error, answer.Error);
        Assert.Equal(error is null, answer.IsSignedIn);
        if (error is null)
        {
            Assert.Equal(local.Id.ToString(), (await server.MeAsync(answer)).GetProperty("id").GetString());
        }
        else
        {
            var recorded = await server.Accounts.DataAsync(db => db.AuditEvents.IgnoreQueryFilters().Where(e => e.Action == AuditActions.SignIn).ToListAsync());
            Assert.Equal(AuditResult.Denied, Assert.Single(recorded).Result);
        }
    }

    [Fact]
    public async Task SignIn_AnotherPersonOfTheProviderWithALinkedAddress_IsRefused()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider, null, ("Oidc:Accounts:LinkVerifiedEmail", "true"));
        await fixture.Provider.KnowAsync(new { id = "dave", email = "dave@corp.example", email_verified = true });
        Assert.True((await server.SignInAsync("dave")).IsSignedIn);

        // Who left, and whose address somebody new was given.
        await fixture.Provider.KnowAsync(new { id = "dave2", email = "dave@corp.example", email_verified = true });

        Assert.Equal("email_taken", (await server.SignInAsync("dave2")).Error);
    }

    [Fact]
    public async Task SignIn_RolesAndGroups_FollowTheProviderAndLocalGroupsStay()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider, null, Mapped);
        await KnowAsync("erin", ["staff", "parley-admins"], ["finance", "berlin", "  "]);
        var me = await server.MeAsync(await server.SignInAsync("erin"));
        Assert.Equal("admin", me.GetProperty("role").GetString());
        Assert.Equal(["berlin", "finance"], await GroupsAsync(server, me.GetProperty("id").GetString()!));

        await AddToLocalGroupAsync(server, me.GetProperty("id").GetString()!, "choir");
        await KnowAsync("erin", ["staff"], ["berlin", "hamburg"]);
        me = await server.MeAsync(await server.SignInAsync("erin"));

        Assert.Equal("member", me.GetProperty("role").GetString());
        Assert.Equal(["berlin", "choir", "hamburg"], await GroupsAsync(server, me.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task SignIn_NoRoleLeft_GetsTheDefaultOrStaysOut()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider, null, [.. Mapped, ("Oidc:Accounts:DefaultRole", "none")]);
        await KnowAsync("frank", ["staff"], []);
        var signedIn = await server.SignInAsync("frank");
        Assert.True(signedIn.IsSignedIn);
        await KnowAsync("frank", [], []);
        await KnowAsync("grace", ["parley-visitors"], []);

        Assert.Equal("not_allowed", (await server.SignInAsync("frank")).Error);
        Assert.Equal("not_allowed", (await server.SignInAsync("grace")).Error);

        await using var open = await OidcServer.StartAsync(fixture.Provider, null, [.. Mapped, ("Oidc:Accounts:DefaultRole", "viewer")]);
        Assert.Equal("viewer", (await open.MeAsync(await open.SignInAsync("grace"))).GetProperty("role").GetString());
    }

    [Fact]
    public async Task SignIn_LastOwnerLoweredByTheProvider_StaysOwner()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider, null, Mapped);
        await KnowAsync("heidi", ["parley-owners"], []);
        Assert.Equal("owner", (await server.MeAsync(await server.SignInAsync("heidi"))).GetProperty("role").GetString());

        await KnowAsync("heidi", ["staff"], []);
        Assert.Equal("owner", (await server.MeAsync(await server.SignInAsync("heidi"))).GetProperty("role").GetString());

        await KnowAsync("ivan", ["parley-owners"], []);
        await server.SignInAsync("ivan");
        Assert.Equal("member", (await server.MeAsync(await server.SignInAsync("heidi"))).GetProperty("role").GetString());
    }

    [Fact]
    public async Task SignIn_DisabledPersonOrTenant_StaysOut()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);
        await KnowAsync("judy", [], []);
        var me = await server.MeAsync(await server.SignInAsync("judy"));
        await server.Accounts.DataAsync(db => db.Users.IgnoreQueryFilters().ExecuteUpdateAsync(set => set.SetProperty(u => u.Disabled, true)));
        Assert.Equal("not_allowed", (await server.SignInAsync("judy")).Error);

        await server.Accounts.DataAsync(db => db.Users.IgnoreQueryFilters().ExecuteUpdateAsync(set => set.SetProperty(u => u.Disabled, false)));
        await server.Accounts.DataAsync(db => db.Tenants.ExecuteUpdateAsync(set => set.SetProperty(t => t.Disabled, true)));
        Assert.Equal("not_allowed", (await server.SignInAsync("judy")).Error);
        Assert.Equal("not_allowed", (await server.SignInAsync("karl")).Error);
        Assert.NotNull(me.GetProperty("id").GetString());
    }

    [Fact]
    public async Task SignIn_NewPeopleNotTakenOrWithoutAddress_IsRefused()
    {
        await using var closed = await OidcServer.StartAsync(fixture.Provider, null, ("Oidc:Accounts:CreateUsers", "false"));
        await fixture.Provider.KnowAsync(new { id = "mallory", name = "M" });
        await KnowAsync("nick", [], []);
        Assert.Equal("not_allowed", (await closed.SignInAsync("nick")).Error);
        Assert.Equal("email_missing", (await closed.SignInAsync("mallory")).Error);
        Assert.Equal(0, await closed.Accounts.DataAsync(db => db.Users.IgnoreQueryFilters().CountAsync()));
    }

    [Fact]
    public async Task SignIn_NewPersonTwiceAtOnce_IsOneAccount()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider);
        await KnowAsync("olivia", [], []);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.SignInAsync("olivia")));

        Assert.All(answers, answer => Assert.True(answer.IsSignedIn));
        Assert.Equal(1, await server.Accounts.DataAsync(db => db.Users.IgnoreQueryFilters().CountAsync()));
    }

    [Fact]
    public async Task SignIn_TenantGiven_IsWhereNewPeopleBelong()
    {
        await using var server = await OidcServer.StartAsync(fixture.Provider, null, ("Oidc:Accounts:Tenant", "ten_01h455vb4pex5vsknk084sn02q"));
        Assert.Equal("not_allowed", (await server.SignInAsync("peggy")).Error);

        var id = EntityId.Parse<TenantId>("ten_01h455vb4pex5vsknk084sn02q");
        await server.Accounts.DataAsync(async db =>
        {
            db.Add(new Tenant { Id = id, Name = "Given", Tier = Tier.Free, CreatedAt = DateTime.UtcNow, UpdatedAt = DateTime.UtcNow });
            return await db.SaveChangesAsync();
        });
        var me = await server.MeAsync(await server.SignInAsync("peggy"));
        Assert.Equal(id.ToString(), me.GetProperty("tenant").GetProperty("id").GetString());
    }

    private Task KnowAsync(string id, string[] roles, string[] groups) =>
        fixture.Provider.KnowAsync(new { id, name = id, email = $"{id}@corp.example", email_verified = true, roles, groups });

    private static Task<List<string>> GroupsAsync(OidcServer server, string user)
    {
        var id = EntityId.Parse<UserId>(user);
        return server.Accounts.DataAsync(db => (
            from member in db.GroupMembers.IgnoreQueryFilters().Where(m => m.UserId == id)
            join one in db.Groups.IgnoreQueryFilters() on member.GroupId equals one.Id
            orderby one.Name
            select one.Name).ToListAsync());
    }

    private static Task<int> AddToLocalGroupAsync(OidcServer server, string user, string name) => server.Accounts.DataAsync(db =>
    {
        var made = new Group { Id = GroupId.New(), TenantId = server.Accounts.Tenant.Id.Value, Name = name, CreatedAt = DateTime.UtcNow };
        db.Add(made);
        db.Add(new GroupMember { GroupId = made.Id, UserId = EntityId.Parse<UserId>(user), TenantId = made.TenantId });
        return db.SaveChangesAsync();
    });
}
