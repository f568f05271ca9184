using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts.States;
using Parley.Audit;
using Parley.Identity;
using Parley.Server.Tests.Accounts;

namespace Parley.Server.Tests.Authorization;

public sealed class GroupTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Groups_AreMadeRenamedFilledAndDeleted_EachRecorded()
    {
        await using var server = await AccountsServer.StartAsync();
        var admin = await server.SignInAsync(Role.Admin);
        var member = await server.AddAsync(Role.Member);

        var id = await MakeAsync(admin, "Finance");
        using var renamed = await admin.Client.PatchAsJsonAsync($"groups/{id}", new { name = "  Accounting  team " }, CancellationToken);
        Assert.Equal("Accounting team", (await renamed.Content.ReadFromJsonAsync<JsonElement>(CancellationToken)).GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await admin.Client.PutAsync($"groups/{id}/members/{member.Id}", null, CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.Client.PutAsync($"groups/{id}/members/{member.Id}", null, CancellationToken)).StatusCode);

        var members = await admin.Client.GetFromJsonAsync<JsonElement>($"groups/{id}/members", CancellationToken);
        Assert.Equal(member.Id.ToString(), Assert.Single(members.GetProperty("data").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(1, (await ListAsync(admin)).Single().GetProperty("members").GetInt32());
        Assert.Single((await server.Services.GetRequiredService<AccountStates>().FindAsync(member.Id.Value, CancellationToken))!.Groups);

        Assert.Equal(HttpStatusCode.NoContent, (await admin.Client.DeleteAsync($"groups/{id}/members/{member.Id}", CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Client.DeleteAsync($"groups/{id}/members/{member.Id}", CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.Client.DeleteAsync($"groups/{id}", CancellationToken)).StatusCode);
        Assert.Empty(await ListAsync(admin));
        Assert.Equal(
            ["group.make", "group.rename", "group.add_member", "group.remove_member", "group.delete"],
            await server.DataAsync(db => db.AuditEvents.IgnoreQueryFilters().Where(e => e.Action.StartsWith("group.")).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync()));
    }

    [Fact]
    public async Task Me_TellsTheGroupsThatOneIsIn_AndNoOthers()
    {
        await using var server = await AccountsServer.StartAsync();
        var admin = await server.SignInAsync(Role.Admin);
        var member = await server.SignInAsync(Role.Member);
        var finance = await MakeAsync(admin, "Finance");
        await MakeAsync(admin, "Legal");
        Assert.Empty(await OwnAsync(member));

        await admin.Client.PutAsync($"groups/{finance}/members/{member.User.Id}", null, CancellationToken);
        Assert.Equal((finance, "Finance"), Assert.Single(await OwnAsync(member)));
        Assert.Empty(await OwnAsync(admin));

        await admin.Client.DeleteAsync($"groups/{finance}/members/{member.User.Id}", CancellationToken);
        Assert.Empty(await OwnAsync(member));

        static async Task<List<(string Id, string Name)>> OwnAsync(Person person)
        {
            var me = await person.Client.GetFromJsonAsync<JsonElement>("auth/me", CancellationToken);
            return [.. me.GetProperty("groups").EnumerateArray().Select(group => (group.GetProperty("id").GetString()!, group.GetProperty("name").GetString()!))];
        }
    }

    [Fact]
    public async Task Names_AreUniqueWithinTheTenantOnly_AlsoForTwoAtOnce()
    {
        await using var server = await AccountsServer.StartAsync();
        var admin = await server.SignInAsync(Role.Admin);
        var elsewhere = await server.SignInAsync(Role.Admin, await server.AddTenantAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => admin.Client.PostAsJsonAsync("groups", new { name = "Legal" }, CancellationToken)));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode is HttpStatusCode.Conflict));
        await MakeAsync(elsewhere, "Legal");
        var sales = await MakeAsync(admin, "Sales");
        Assert.Equal(HttpStatusCode.Conflict, (await admin.Client.PatchAsJsonAsync($"groups/{sales}", new { name = "Legal" }, CancellationToken)).StatusCode);
        foreach (var name in new[] { "", "   ", new string('x', 101), "a\u202Eb", "a\u0000b" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await admin.Client.PostAsJsonAsync("groups", new { name }, CancellationToken)).StatusCode);
        }
    }

    [Fact]
    public async Task B2_SomebodyOfAnotherTenant_CannotBePutIntoAGroup()
    {
        await using var server = await AccountsServer.StartAsync();
        var admin = await server.SignInAsync(Role.Admin);
        var stranger = await server.AddAsync(Role.Member, await server.AddTenantAsync());
        var id = await MakeAsync(admin, "Finance");

        Assert.Equal(HttpStatusCode.NotFound, (await admin.Client.PutAsync($"groups/{id}/members/{stranger.Id}", null, CancellationToken)).StatusCode);
    }

    private static async Task<string> MakeAsync(Person admin, string name)
    {
        using var answer = await admin.Client.PostAsJsonAsync("groups", new { name }, CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken)).GetProperty("id").GetString()!;
    }

    private static async Task<List<JsonElement>> ListAsync(Person admin) =>
        [.. (await admin.Client.GetFromJsonAsync<JsonElement>("groups", CancellationToken)).GetProperty("data").EnumerateArray()];
}
