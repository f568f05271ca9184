using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Identity;
using Parley.Server.Tests.Accounts;
using Parley.Testing.Databases;

namespace Parley.Server.Tests.Authorization;

public sealed class TenantTests(PostgresFixture postgres)
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Create_GivesTheFirstOwnerALink_WhichMakesThemOwnerOfIt(TestDatabase database)
    {
        await using var server = await AccountsServer.StartAsync(database is TestDatabase.Postgres ? [("Database:Url", await postgres.Server.CreateDatabaseAsync())] : []);
        var operating = await server.SignInAsync(Role.Owner);

        var made = await PostAsync(operating.Client, "admin/tenants", new { name = "Acme", tier = "starter", owner_email = "ada@acme.example" }, HttpStatusCode.Created);
        var url = made.GetProperty("url").GetString()!;
        var signedIn = await PostAsync(
            server.Anonymous, "auth/links/use", new { token = url[(url.IndexOf('#') + 1)..], name = "Ada", password = "Granite 7 walnut sparrows" }, HttpStatusCode.OK);

        var me = signedIn.GetProperty("user");
        Assert.Equal("owner", me.GetProperty("role").GetString());
        Assert.Equal("starter", me.GetProperty("tier").GetString());
        Assert.Equal(made.GetProperty("tenant").GetProperty("id").GetString(), me.GetProperty("tenant").GetProperty("id").GetString());
        Assert.False(me.GetProperty("tenant").GetProperty("is_operator").GetBoolean());
        using var again = await operating.Client.PostAsJsonAsync("admin/tenants", new { name = "Acme 2", owner_email = "Ada@ACME.example" }, CancellationToken);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(2, (await operating.Client.GetFromJsonAsync<JsonElement>("admin/tenants", CancellationToken)).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Disable_PutsItsPeopleOutAtOnce_AndEnablingLetsThemIn()
    {
        await using var server = await AccountsServer.StartAsync();
        var operating = await server.SignInAsync(Role.Owner);
        var tenant = await server.AddTenantAsync();
        var member = await server.SignInAsync(Role.Member, tenant);
        Assert.Equal(HttpStatusCode.OK, (await member.Client.GetAsync("auth/me", CancellationToken)).StatusCode);

        await PatchAsync(operating.Client, $"admin/tenants/{tenant.Id}", new { disabled = true }, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, (await member.Client.GetAsync("auth/me", CancellationToken)).StatusCode);

        await PatchAsync(operating.Client, $"admin/tenants/{tenant.Id}", new { disabled = false }, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await member.Client.GetAsync("auth/me", CancellationToken)).StatusCode);
        await PatchAsync(operating.Client, $"admin/tenants/{server.Tenant.Id}", new { disabled = true }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Tenant_IsRenamedByItsOwnerOnly()
    {
        await using var server = await AccountsServer.StartAsync();
        var tenant = await server.AddTenantAsync();
        var owner = await server.SignInAsync(Role.Owner, tenant);

        await PatchAsync(owner.Client, "tenant", new { name = "Renamed", tier = "free", disabled = true, is_operator = true }, HttpStatusCode.OK);

        var now = await owner.Client.GetFromJsonAsync<JsonElement>("tenant", CancellationToken);
        Assert.Equal("Renamed", now.GetProperty("name").GetString());
        Assert.Equal("enterprise", now.GetProperty("tier").GetString());
        Assert.False(now.GetProperty("is_operator").GetBoolean());
        await PatchAsync((await server.SignInAsync(Role.Admin, tenant)).Client, "tenant", new { name = "Mine" }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Gates_CloseARightBelowTheirTier_AndSayThatATierIsMissing()
    {
        await using var server = await AccountsServer.StartAsync(("Tiers:Gates:manage_budgets", "professional"));
        var tenant = await server.AddTenantAsync(tier: Tier.Starter);
        var admin = await server.SignInAsync(Role.Admin, tenant);
        var budget = new { scope = "tenant", period = "month", limit = 5 };

        var refusal = await PostAsync(admin.Client, "budgets", budget, HttpStatusCode.Forbidden);
        Assert.Equal("TIER_REQUIRED", refusal.GetProperty("code").GetString());
        var plain = await PostAsync((await server.SignInAsync(Role.Viewer, tenant)).Client, "budgets", budget, HttpStatusCode.Forbidden);
        Assert.Equal("FORBIDDEN", plain.GetProperty("code").GetString());
        var me = await admin.Client.GetFromJsonAsync<JsonElement>("auth/me", CancellationToken);
        Assert.DoesNotContain("manage_budgets", me.GetProperty("rights").EnumerateArray().Select(right => right.GetString()));

        var operating = await server.SignInAsync(Role.Owner);
        await PatchAsync(operating.Client, $"admin/tenants/{tenant.Id}", new { tier = "professional" }, HttpStatusCode.OK);
        await PostAsync(admin.Client, "budgets", budget, HttpStatusCode.Created);
    }

    [Fact]
    public async Task Usage_MembersSeeTheirOwn_AndThoseWhoMayTheTenants()
    {
        await using var server = await AccountsServer.StartAsync();
        server.Server.Model.AlwaysSays = ["Hello"];
        var (one, other, admin) = (await server.SignInAsync(Role.Member), await server.SignInAsync(Role.Member), await server.SignInAsync(Role.Admin));
        var stranger = await server.SignInAsync(Role.Admin, await server.AddTenantAsync());
        foreach (var (person, calls) in new[] { (one, 2), (other, 1), (stranger, 1) })
        {
            for (var i = 0; i < calls; i++)
            {
                await PostAsync(person.Client, "chat", new { message = "Hello" }, HttpStatusCode.OK);
            }
        }

        Assert.Equal(2, await CallsAsync(one));
        Assert.Equal(1, await CallsAsync(other));
        Assert.Equal(3, await CallsAsync(admin));
        Assert.Equal(1, await CallsAsync(stranger));
    }

    [Fact]
    public async Task Ready_TellsDetailsToThoseWhoRunTheInstallationOnly()
    {
        await using var server = await AccountsServer.StartAsync();

        Assert.All(await DetailsAsync(server.Anonymous), Assert.Null);
        Assert.All(await DetailsAsync((await server.SignInAsync(Role.Admin)).Client), Assert.Null);
        Assert.All(await DetailsAsync((await server.SignInAsync(Role.Owner)).Client), Assert.NotNull);
    }

    private static async Task<List<string?>> DetailsAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("ready", CancellationToken)).GetProperty("dependencies").EnumerateArray().Select(one => one.GetProperty("detail").GetString())];

    private static async Task<int> CallsAsync(Person person) =>
        (await person.Client.GetFromJsonAsync<JsonElement>("usage?group_by=user", CancellationToken)).GetProperty("total").GetProperty("calls").GetInt32();

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body, HttpStatusCode expected)
    {
        using var answer = await client.PostAsJsonAsync(path, body, CancellationToken);
        return await ReadAsync(answer, expected);
    }

    private static async Task<JsonElement> PatchAsync(HttpClient client, string path, object body, HttpStatusCode expected)
    {
        using var answer = await client.PatchAsJsonAsync(path, body, CancellationToken);
        return await ReadAsync(answer, expected);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync(CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
