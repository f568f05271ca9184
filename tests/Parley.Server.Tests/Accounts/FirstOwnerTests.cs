using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Accounts.Links;
using Parley.Audit;
using Parley.Identity;
using Parley.Server.Tests.Processes;

namespace Parley.Server.Tests.Accounts;

public sealed class FirstOwnerTests : IDisposable
{
    private const string Password = "Quite another 52 herons";

    private readonly string _directory = Directory.CreateTempSubdirectory("parley-owner-").FullName;

    [Fact]
    public async Task FirstStart_PrintsALink_ThatMakesTheOwnerOnce_AndEachStartANewOne()
    {
        string first;
        await using (var server = await ServerProcess.StartAsync(_directory, ("AUTH_MODE", "accounts")))
        {
            first = LinkIn(server.Said);
            Assert.Equal("True", (await server.Client.FetchAsync("auth/config")).Text("setup_needed"));
        }

        await using (var server = await ServerProcess.StartAsync(_directory, ("AUTH_MODE", "accounts")))
        {
            var second = LinkIn(server.Said);
            Assert.StartsWith($"http://localhost:{server.Client.BaseAddress!.Port}/link#", second, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(server.Client, first)).Status);
            Assert.Equal("owner_setup", (await server.Client.PostAsync("auth/links/inspect", new { token = ApiCalls.TokenOf(second) })).Text("purpose"));
            var refused = await server.Client.PostAsync("auth/links/use", new { token = ApiCalls.TokenOf(second) });
            Assert.Equal(["email", "name", "password", "tenant_name"], refused.WrongFields);

            var used = await UseAsync(server.Client, second);

            var me = used.Body.GetProperty("user");
            Assert.Equal(("owner", true), (me.GetProperty("role").GetString(), me.GetProperty("tenant").GetProperty("is_operator").GetBoolean()));
            Assert.Contains("operate", me.GetProperty("rights").EnumerateArray().Select(right => right.GetString()));
            Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(server.Client, second)).Status);
            Assert.Equal("False", (await server.Client.FetchAsync("auth/config")).Text("setup_needed"));
        }

        await using var third = await ServerProcess.StartAsync(_directory, ("AUTH_MODE", "accounts"));
        Assert.DoesNotContain(third.Said, line => line.Contains("/link#", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await third.Client.PostAsync("auth/sign-in", new { email = "ada@example.test", password = Password })).Status);
    }

    [Fact]
    public async Task FirstOwner_TakesOverWhatSingleUserModeStored()
    {
        // One machine: the database, and beside it the secret that encrypts in it.
        var data = ("Storage:DataDir", _directory);
        string conversation;
        await using (var alone = new TestServer(data))
        {
            conversation = (await alone.Client.PostAsync("conversations", new { title = "Before" })).Text("id");
            Assert.Equal(HttpStatusCode.Created, (await alone.Client.PostAsync("personas", new { id = "mine", display_name = "Mine", prompt = new { role = "You help." } })).Status);
        }

        await using var server = new TestServer(data, ("Server:AuthMode", "accounts"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Client.FetchAsync($"conversations/{conversation}")).Status);
        var used = await UseAsync(server.Client, await MakeLinkAsync(server.Services));

        var owner = server.NewClient();
        owner.DefaultRequestHeaders.Authorization = new("Bearer", used.Text("access_token"));
        Assert.Equal("Before", (await owner.FetchAsync($"conversations/{conversation}")).Text("title"));
        Assert.Equal("Mine", (await owner.FetchAsync("personas/mine")).Text("display_name"));
    }

    [Fact]
    public async Task OwnerLink_WhenThereIsAnOwner_LetsThemBackIn()
    {
        await using var server = await AccountsServer.StartAsync();
        var owner = await server.AddAsync(Role.Owner);
        await server.AddAsync(Role.Admin);
        var session = await server.SignInAsync(owner);

        var url = await MakeLinkAsync(server.Services);
        var used = await server.Anonymous.PostAsync("auth/links/use", new { token = ApiCalls.TokenOf(url), password = Password });

        Assert.Equal(owner.Id.ToString(), used.Body.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await session.Client.FetchAsync("auth/me")).Status);
        var recorded = await server.DataAsync(db => db.AuditEvents.IgnoreQueryFilters().Where(e => e.Action == AuditActions.LinkMade && e.TenantId == owner.TenantId).ToListAsync());
        Assert.Contains("terminal", Assert.Single(recorded).Details, StringComparison.Ordinal);

        var second = await server.AddAsync(Role.Owner);
        Assert.Contains(second.Email, (await Assert.ThrowsAnyAsync<Exception>(() => MakeLinkAsync(server.Services))).Message, StringComparison.Ordinal);
        await MakeLinkAsync(server.Services, second.Email);
        await Assert.ThrowsAnyAsync<Exception>(() => MakeLinkAsync(server.Services, "nobody@example.test"));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string LinkIn(IEnumerable<string> lines) => lines.Single(line => line.Contains("/link#", StringComparison.Ordinal)).Trim();

    private static Task<ApiAnswer> UseAsync(HttpClient client, string url) => client.PostAsync(
        "auth/links/use", new { token = ApiCalls.TokenOf(url), name = "Ada", email = "ada@example.test", tenant_name = "Acme", password = Password });

    private static async Task<string> MakeLinkAsync(IServiceProvider services, string? email = null)
    {
        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<OwnerLinks>().MakeAsync(email, TestContext.Current.CancellationToken)).Url;
    }
}
