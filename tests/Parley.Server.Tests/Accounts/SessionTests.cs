using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Accounts.States;
using Parley.Audit;
using Parley.Identity;
using Parley.Testing;

namespace Parley.Server.Tests.Accounts;

public sealed class SessionTests
{
    [Fact]
    public async Task A4_RefreshTokenUsedTwice_RevokesTheFamily()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Member);

        var (status, tokens) = await RefreshAsync(server, person.RefreshToken);
        Assert.Equal(HttpStatusCode.OK, status);
        var (access, refresh) = (Text(tokens, "access_token"), Text(tokens, "refresh_token"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server.ClientOf(access)));

        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(server, person.RefreshToken)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(server, refresh)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server.ClientOf(access)));
        Assert.Equal(1, await server.DataAsync(db => db.AuditEvents.IgnoreQueryFilters().CountAsync(e => e.Action == AuditActions.RefreshReused)));
    }

    [Fact]
    public async Task A4_TwentyRefreshesAtOnce_ExactlyOneWins()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Member);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefreshAsync(server, person.RefreshToken)));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.Status is HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A4_AfterTheRoleIsTakenAway_TokensOldAndNewLackIt()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Admin);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(person.Client, "budgets"));

        await server.DataAsync(db => db.Users.IgnoreQueryFilters().Where(u => u.Id == person.User.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Role, Role.Member)));
        server.Services.GetRequiredService<AccountStates>().Forget(person.User.Id.Value);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(person.Client, "budgets"));
        var (_, tokens) = await RefreshAsync(server, person.RefreshToken);
        Assert.Equal("member", tokens.GetProperty("user").GetProperty("role").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server.ClientOf(Text(tokens, "access_token")), "budgets"));
    }

    [Fact]
    public async Task Refresh_UnknownTooOldOrOfSomebodyDisabled_IsRefusedAlike()
    {
        var clock = new ShiftedClock();
        await using var server = await AccountsServer.StartAsync(clock);
        var (late, disabled) = (await server.SignInAsync(Role.Member), await server.SignInAsync(Role.Member));
        await DisableAsync(server, disabled);
        var answers = new List<JsonElement> { (await RefreshAsync(server, "nobody's")).Body, (await RefreshAsync(server, disabled.RefreshToken)).Body };
        clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        answers.Add((await RefreshAsync(server, late.RefreshToken)).Body);

        Assert.Single(answers.Select(answer => Text(answer, "detail")).Distinct());
        Assert.All(answers, answer => Assert.Equal("AUTHENTICATION_ERROR", Text(answer, "code")));
    }

    [Fact]
    public async Task Sessions_AreListed_AndOneCanEndAnother()
    {
        await using var server = await AccountsServer.StartAsync();
        var here = await server.SignInAsync(Role.Member);
        var there = await server.SignInAsync(here.User);
        var stranger = await server.SignInAsync(Role.Member);

        var page = await here.Client.GetFromJsonAsync<JsonElement>("auth/sessions", TestContext.Current.CancellationToken);
        var sessions = page.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(2, sessions.Count);
        var other = Text(sessions.Single(s => !s.GetProperty("current").GetBoolean()), "id");

        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(stranger.Client, $"auth/sessions/{other}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(there.Client));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(here.Client, $"auth/sessions/{other}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(there.Client));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(here.Client));
    }

    [Theory]
    [InlineData("auth/sign-out", false)]
    [InlineData("auth/sign-out-everywhere", true)]
    public async Task A5_SignOut_EndsTheAccessTokenAtOnce(string address, bool others)
    {
        await using var server = await AccountsServer.StartAsync();
        var here = await server.SignInAsync(Role.Viewer);
        var there = await server.SignInAsync(here.User);

        using var answer = await here.Client.PostAsync(address, null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(here.Client));
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(server, here.RefreshToken)).Status);
        Assert.Equal(others ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, await StatusAsync(there.Client));
    }

    [Theory]
    [InlineData("sign-out")]
    [InlineData("disable")]
    [InlineData("expire")]
    public async Task A5_C5_OpenStream_EndsWithAnErrorEvent(string how)
    {
        var clock = new ShiftedClock();
        await using var server = await AccountsServer.StartAsync(clock, ("Tokens:ClockSkew", "00:00:00"));
        var person = await server.SignInAsync(Role.Member);
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(10));
        using var stream = await person.Client.StreamAsync(new { message = "Hello" });
        var model = await server.Server.Model.AskedAsync();
        model.Say("one");
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("\"one\"", StringComparison.Ordinal))
        {
        }

        switch (how)
        {
            case "sign-out":
                using (await person.Client.PostAsync("auth/sign-out", null, TestContext.Current.CancellationToken))
                {
                }

                break;
            case "disable":
                await DisableAsync(server, person);
                break;
            default:
                clock.Advance(TimeSpan.FromSeconds(11));
                break;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var rest = await reader.ReadToEndAsync(limit.Token);
        Assert.Contains("event: error", rest, StringComparison.Ordinal);
        Assert.Contains("AUTHENTICATION_ERROR", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("id: ", rest.Trim(), StringComparison.Ordinal);
        model.Finish();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task C5_StreamWithoutAValidToken_Is401BeforeTheFirstByte(string? token)
    {
        await using var server = await AccountsServer.StartAsync();
        using var client = token is null ? server.Server.NewClient() : server.ClientOf(token);

        using var answer = await client.StreamAsync(new { message = "Hello" });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Empty(server.Server.Model.Prompts);
    }

    private static async Task DisableAsync(AccountsServer server, Person person)
    {
        await server.DataAsync(db => db.Users.IgnoreQueryFilters().Where(u => u.Id == person.User.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Disabled, true)));
        server.Services.GetRequiredService<AccountStates>().Forget(person.User.Id.Value);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> RefreshAsync(AccountsServer server, string token)
    {
        using var answer = await server.Anonymous.PostAsJsonAsync("auth/refresh", new { refresh_token = token }, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address = "auth/me")
    {
        using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> DeleteAsync(HttpClient client, string address)
    {
        using var answer = await client.DeleteAsync(address, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
