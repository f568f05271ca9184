using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Accounts.Lockout;
using Parley.Accounts.Users;
using Parley.Identity;
using Parley.Testing;

namespace Parley.Server.Tests.Accounts;

public sealed class LinkTests
{
    private const string New = "Quite another 52 herons";
    private const string Invited = "invited@example.test";

    public static TheoryData<string> Purposes => ["invitation", "password_reset", "email_change"];

    [Theory, MemberData(nameof(Purposes))]
    public async Task A7_Link_ServesOnce_AlsoForTenAtOnce(string purpose)
    {
        await using var server = await AccountsServer.StartAsync();
        var (token, _) = await MakeAsync(server, await server.SignInAsync(Role.Owner), purpose);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => UseAsync(server, token)));

        var done = purpose == "email_change" ? HttpStatusCode.NoContent : HttpStatusCode.OK;
        Assert.Single(answers, answer => answer.Status == done);
        Assert.All(answers.Where(answer => answer.Status != done), answer => Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict, answer.Body.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(server, token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Anonymous.PostAsync("auth/links/inspect", new { token })).Status);
        Assert.Equal(purpose == "invitation" ? 2 : 1, await server.DataAsync(db => db.Users.IgnoreQueryFilters().CountAsync()));
    }

    [Theory, InlineData("invitation", 7 * 24), InlineData("password_reset", 1), InlineData("email_change", 24)]
    public async Task A7_Link_RunsOut(string purpose, int hours)
    {
        var clock = new ShiftedClock();
        await using var server = await AccountsServer.StartAsync(clock);
        var owner = await server.AddAsync(Role.Owner);
        var (token, _) = await MakeAsync(server, await server.SignInAsync(owner), purpose);

        clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromMinutes(2));
        var before = await server.Anonymous.PostAsync("auth/links/inspect", new { token });
        clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal((HttpStatusCode.OK, purpose), (before.Status, before.Text("purpose")));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Anonymous.PostAsync("auth/links/inspect", new { token })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(server, token)).Status);
        Assert.False(await server.DataAsync(db => db.OneTimeLinks.IgnoreQueryFilters().AnyAsync(link => link.UsedAt != null)));
    }

    [Fact]
    public async Task A7_Link_IsBoundToItsUserAndRole_WhateverTheFormSays()
    {
        await using var server = await AccountsServer.StartAsync();
        var other = await server.AddTenantAsync();
        var (admin, bystander) = (await server.SignInAsync(Role.Admin), await server.AddAsync(Role.Member));
        var victim = await server.AddAsync(Role.Member);
        var (reset, _) = await MakeAsync(server, admin, "password_reset", victim);
        var (invitation, _) = await MakeAsync(server, admin, "invitation");
        object Form(string token) => new
        {
            token, name = "Eve", password = New, email = bystander.Email, user_id = bystander.Id.ToString(), role = "owner", tier = "enterprise",
            tenant_id = other.Id.ToString(), tenant_name = "Mine", is_operator = true, purpose = "owner_setup",
        };

        var (changed, made) = (await server.Anonymous.PostAsync("auth/links/use", Form(reset)), await server.Anonymous.PostAsync("auth/links/use", Form(invitation)));

        Assert.Equal(victim.Id.ToString(), changed.Body.GetProperty("user").GetProperty("id").GetString());
        var user = made.Body.GetProperty("user");
        Assert.Equal((Invited, "member", server.Tenant.Id.ToString()), (user.GetProperty("email").GetString(), user.GetProperty("role").GetString(), user.GetProperty("tenant").GetProperty("id").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await server.TrySignInAsync(bystander.Email, AccountsServer.Password)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.TrySignInAsync(bystander.Email, New)).Status);
        Assert.Equal(2, await server.DataAsync(db => db.Tenants.CountAsync()));
    }

    [Theory, MemberData(nameof(Purposes))]
    public async Task A7_ForgedHost_ChangesNoLink(string purpose)
    {
        await using var server = await AccountsServer.StartAsync(("Server:PublicUrl", "https://parley.example.test/"));
        var owner = await server.SignInAsync(Role.Owner);
        foreach (var header in new[] { ("X-Forwarded-Host", "evil.example"), ("Forwarded", "host=evil.example"), ("X-Original-Host", "evil.example"), ("X-Forwarded-Proto", "ftp"), ("Host", "localhost:4444") })
        {
            var (_, url) = await MakeAsync(server, owner, purpose, null, header);
            Assert.Matches(@"^https://parley\.example\.test/link#[A-Za-z0-9_-]{43}$", url);
        }

        var refused = await owner.Client.PostAsync("invitations", new { email = "x@example.test", role = "member" }, ("Host", "evil.example"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
    }

    [Fact]
    public async Task A7_NewLinks_EndOldOnes_AndAWithdrawnInvitationIsDead()
    {
        await using var server = await AccountsServer.StartAsync();
        var owner = await server.SignInAsync(Role.Owner);
        foreach (var purpose in Purposes)
        {
            var (old, _) = await MakeAsync(server, owner, purpose);
            var (fresh, _) = await MakeAsync(server, owner, purpose);
            Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(server, old)).Status);
            Assert.Equal(HttpStatusCode.OK, (await server.Anonymous.PostAsync("auth/links/inspect", new { token = fresh })).Status);
        }

        var open = Assert.Single((await owner.Client.FetchAsync("invitations")).Body.GetProperty("data").EnumerateArray());
        Assert.Equal((Invited, "member", null), (open.GetProperty("email").GetString(), open.GetProperty("role").GetString(), open.GetProperty("url").GetString()));
        var again = await MakeAsync(server, owner, "invitation");
        var id = (await owner.Client.FetchAsync("invitations")).Body.GetProperty("data")[0].GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NoContent, (await owner.Client.CallAsync(HttpMethod.Delete, $"invitations/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.Client.CallAsync(HttpMethod.Delete, $"invitations/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(server, again.Token)).Status);
    }

    [Fact]
    public async Task A7_OwnersInvitation_IsNotAnAdminsToWithdrawOrReplace()
    {
        await using var server = await AccountsServer.StartAsync();
        var (owner, admin) = (await server.SignInAsync(Role.Owner), await server.SignInAsync(Role.Admin));
        var made = await owner.Client.PostAsync("invitations", new { email = Invited, role = "owner" });

        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Client.CallAsync(HttpMethod.Delete, $"invitations/{made.Text("id")}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Client.PostAsync("invitations", new { email = Invited, role = "viewer" })).Status);
        Assert.Equal(made.Text("id"), Assert.Single((await owner.Client.FetchAsync("invitations")).Body.GetProperty("data").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await owner.Client.CallAsync(HttpMethod.Delete, $"invitations/{made.Text("id")}")).Status);
    }

    [Theory, InlineData("invitation"), InlineData("password_reset")]
    public async Task A7_WithoutPasswords_NoLinkSetsOne(string purpose)
    {
        await using var server = await AccountsServer.StartAsync(("Passwords:Enabled", "false"));
        var (token, _) = await MakeAsync(server, await server.SignInAsync(Role.Owner), purpose);

        Assert.Equal(HttpStatusCode.Conflict, (await UseAsync(server, token)).Status);
        Assert.Equal(1, await server.DataAsync(db => db.Users.IgnoreQueryFilters().CountAsync()));
    }

    [Fact]
    public async Task A7_RefusedForm_LeavesTheLinkGood_AndNoSecretIsStored()
    {
        await using var server = await AccountsServer.StartAsync();
        var (token, _) = await MakeAsync(server, await server.SignInAsync(Role.Owner), "invitation");

        var refused = await server.Anonymous.PostAsync("auth/links/use", new { token, password = "Password1234" });

        Assert.Equal((HttpStatusCode.BadRequest, "name password"), (refused.Status, string.Join(' ', refused.WrongFields)));
        Assert.DoesNotContain(await server.DataAsync(db => db.OneTimeLinks.IgnoreQueryFilters().ToListAsync()), link => link.Hash.Contains(token, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await UseAsync(server, token)).Status);
        foreach (var nothing in new object?[] { null, "", "x", new string('x', 5000) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await server.Anonymous.PostAsync("auth/links/use", new { token = nothing, name = "A", password = New })).Status);
        }
    }

    [Fact]
    public async Task A7_Reset_EndsEverySessionAndTheOldPassword_AndComesInDuringAWait()
    {
        await using var server = await AccountsServer.StartAsync();
        var admin = await server.SignInAsync(Role.Admin);
        var user = await server.AddAsync(Role.Member);
        var (one, two) = (await server.SignInAsync(user), await server.SignInAsync(user));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.TrySignInAsync(user.Email, "wrong")));
        var (token, _) = await MakeAsync(server, admin, "password_reset", user);

        var used = await UseAsync(server, token);

        Assert.Equal(HttpStatusCode.OK, used.Status);
        foreach (var session in new[] { one, two })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await session.Client.FetchAsync("auth/me")).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.Anonymous.PostAsync("auth/refresh", new { refresh_token = session.RefreshToken })).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await server.ClientOf(used.Text("access_token")).FetchAsync("auth/me")).Status);
        var device = server.Services.GetRequiredService<KnownDevices>().Remember(user.Id);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.TrySignInAsync(user.Email, AccountsServer.Password, ("Cookie", $"__Host-parley_device={device}"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.TrySignInAsync(user.Email, New, ("Cookie", $"__Host-parley_device={device}"))).Status);
    }

    [Fact]
    public async Task A7_LinkOfSomebodyDisabled_OrForATakenAddress_DoesNothing()
    {
        await using var server = await AccountsServer.StartAsync();
        var owner = await server.SignInAsync(Role.Owner);
        var (user, foreign) = (await server.AddAsync(Role.Member), await server.AddAsync(Role.Member, await server.AddTenantAsync()));
        var (reset, _) = await MakeAsync(server, owner, "password_reset", user);
        await owner.Client.PatchAsync($"users/{user.Id}", new { disabled = true });
        var taken = await owner.Client.PostAsync("invitations", new { email = foreign.Email.ToUpperInvariant(), role = "member" });
        var known = await owner.Client.PostAsync("invitations", new { email = user.Email, role = "member" });

        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(server, reset)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await owner.Client.PostAsync($"users/{user.Id}/password-reset", new { })).Status);

        // An admin learns nothing of people elsewhere; whoever has the link, and so the address, does.
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict), (taken.Status, known.Status));
        Assert.Equal(HttpStatusCode.Conflict, (await UseAsync(server, ApiCalls.TokenOf(taken.Text("url")))).Status);
        Assert.Equal(3, await server.DataAsync(db => db.Users.IgnoreQueryFilters().CountAsync()));
    }

    private static Task<ApiAnswer> UseAsync(AccountsServer server, string token) =>
        server.Anonymous.PostAsync("auth/links/use", new { token, name = "Ada", password = New });

    [Theory, InlineData("password_reset"), InlineData("email_change")]
    public async Task A7_Link_IsNeverWorthMoreThanItsMaker(string purpose)
    {
        await using var server = await AccountsServer.StartAsync();
        var (owner, admin, victim) = (await server.SignInAsync(Role.Owner), await server.SignInAsync(Role.Admin), await server.AddAsync(Role.Member));
        var (outgrown, _) = await MakeAsync(server, admin, purpose, victim);
        var (orphaned, _) = await MakeAsync(server, admin, "invitation");

        Assert.Equal(HttpStatusCode.OK, (await owner.Client.PatchAsync($"users/{victim.Id}", new { role = "owner" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(server, outgrown)).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.Client.PatchAsync($"users/{admin.User.Id}", new { disabled = true })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(server, orphaned)).Status);
    }

    private static async Task<(string Token, string Url)> MakeAsync(
        AccountsServer server, Person by, string purpose, User? user = null, params (string, string)[] headers)
    {
        var id = user?.Id ?? by.User.Id;
        var answer = purpose switch
        {
            "invitation" => await by.Client.PostAsync("invitations", new { email = Invited, role = "member" }, headers),
            "password_reset" => await by.Client.PostAsync($"users/{id}/password-reset", new { }, headers),
            _ => await by.Client.PostAsync($"users/{id}/email-change", new { email = "new@example.test" }, headers),
        };
        Assert.True(answer.Status is HttpStatusCode.Created, answer.Body.ToString());
        return (ApiCalls.TokenOf(answer.Text("url")), answer.Text("url"));
    }
}
