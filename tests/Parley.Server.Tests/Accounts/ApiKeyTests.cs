using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Accounts;
using Parley.Accounts.Keys;
using Parley.Accounts.States;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Identity;
using Parley.Testing;

namespace Parley.Server.Tests.Accounts;

public sealed class ApiKeyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A9_Key_IsShownOnceAndStoredHashed()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Member);

        var made = await CreateAsync(person.Client, new { name = "Report" });
        var key = Text(made, "key");
        Assert.Matches("^parley_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}$", key);
        Assert.StartsWith(Text(made, "start"), key, StringComparison.Ordinal);
        Assert.Equal(["read_content", "write_content", "use_models"], made.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.InRange((made.GetProperty("expires_at").GetDateTime() - DateTime.UtcNow).TotalDays, 89.9, 90.1);

        var list = await person.Client.GetStringAsync("keys", Cancellation);
        Assert.Contains(Text(made, "id"), list, StringComparison.Ordinal);
        Assert.DoesNotContain(key[^40..], list, StringComparison.Ordinal);
        Assert.DoesNotContain(key[^40..], await DataFilesAsync(server), StringComparison.Ordinal);
        var actions = await server.DataAsync(db => db.AuditEvents.IgnoreQueryFilters().Where(e => e.Action == AuditActions.KeyMade).Select(e => e.Target).ToListAsync());
        Assert.Equal([Text(made, "id")], actions);
    }

    [Fact]
    public async Task A9_Key_DoesWhatItsScopesAllowOnEveryPath()
    {
        await using var server = await AccountsServer.StartAsync();
        server.Server.Model.AlwaysSays = ["Hello"];
        var admin = await server.SignInAsync(Role.Admin);
        var full = server.ClientOf(Text(await CreateAsync(admin.Client, new { name = "All", scopes = new[] { "read_content", "use_models", "read_usage" } }), "key"));
        var reader = server.ClientOf(Text(await CreateAsync(admin.Client, new { name = "Reads", scopes = new[] { "read_content" } }), "key"));

        Assert.Equal(HttpStatusCode.OK, await PostAsync(full, "chat", new { message = "Hi" }));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(full, "/v1/chat/completions", new { model = "script-1", messages = new[] { new { role = "user", content = "Hi" } } }));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(full, "budgets"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(full, "conversations", new { title = "No" }));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(full, "users"));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(full, "keys"));

        Assert.Equal(HttpStatusCode.OK, await GetAsync(reader, "conversations"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(reader, "chat", new { message = "Hi" }));
        using var refused = await reader.GetAsync("/v1/models", Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.True((await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).TryGetProperty("error", out _));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(server.ClientOf(ApiKeyText.New()), "/v1/models"));
    }

    [Fact]
    public async Task A9_Key_NeverMakesOneThatMayMore()
    {
        await using var server = await AccountsServer.StartAsync();
        var admin = await server.SignInAsync(Role.Admin);
        var maker = server.ClientOf(Text(await CreateAsync(admin.Client, new { name = "Maker", scopes = new[] { "use_models", "manage_keys" } }), "key"));

        foreach (var scope in new[] { "read_content", "manage_users", "operate", "no_such_right", "" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(maker, "keys", new { name = "More", scopes = new[] { "use_models", scope } }));
        }

        Assert.Equal(["use_models"], (await CreateAsync(maker, new { name = "Usual" })).GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(admin.Client, "keys", new { name = "Operator", scopes = new[] { "operate" } }));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync((await server.SignInAsync(Role.Viewer)).Client, "keys", new { name = "Viewer" }));
    }

    [Fact]
    public async Task A9_Key_NeverMakesOneThatIsFasterOrLivesLonger()
    {
        await using var server = await AccountsServer.StartAsync();
        var admin = await server.SignInAsync(Role.Admin);
        var end = DateTime.UtcNow.AddDays(2);
        var made = await CreateAsync(admin.Client, new { name = "Maker", scopes = new[] { "use_models", "manage_keys" }, expires_at = end, requests_per_minute = 30 });
        var maker = server.ClientOf(Text(made, "key"));

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(maker, "keys", new { name = "Longer", expires_at = end.AddDays(1) }));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(maker, "keys", new { name = "Faster", requests_per_minute = 31 }));
        foreach (var request in new object[] { new { name = "Usual" }, new { name = "Endless", expires_at = (DateTime?)null } })
        {
            var child = await CreateAsync(maker, request);
            Assert.Equal((made.GetProperty("expires_at").GetDateTime(), 30), (child.GetProperty("expires_at").GetDateTime(), child.GetProperty("requests_per_minute").GetInt32()));
        }
    }

    [Fact]
    public async Task A9_Key_Revoked_EndsItsOpenAiStreamWithAnError()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Member);
        var made = await CreateAsync(person.Client, new { name = "Short" });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = JsonContent.Create(new { model = "script-1", stream = true, messages = new[] { new { role = "user", content = "Hi" } } }),
        };
        var answering = server.ClientOf(Text(made, "key")).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        var model = await server.Server.Model.AskedAsync();
        model.Say("one");
        using var stream = await answering;

        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(person.Client, $"keys/{Text(made, "id")}"));

        // The body ends without its end, as every answer that broke off.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var text = new StringBuilder();
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(limit.Token));
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await reader.ReadLineAsync(limit.Token) is { } line)
            {
                text.AppendLine(line);
            }
        });
        Assert.Contains("This sign-in has ended", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", text.ToString(), StringComparison.Ordinal);
        model.Finish();
    }

    [Fact]
    public async Task A9_Key_Revoked_IsRefusedAtOnceAndItsStreamEnds()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Member);
        var made = await CreateAsync(person.Client, new { name = "Short" });
        var program = server.ClientOf(Text(made, "key"));
        using var stream = await program.StreamAsync(new { message = "Hello" });
        var model = await server.Server.Model.AskedAsync();
        model.Say("one");
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync((await server.SignInAsync(Role.Member)).Client, $"keys/{Text(made, "id")}"));

        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(person.Client, $"keys/{Text(made, "id")}"));

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(program, "conversations"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(program, "/v1/models"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Assert.Contains("AUTHENTICATION_ERROR", await stream.Content.ReadAsStringAsync(limit.Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(person.Client, $"keys/{Text(made, "id")}"));
        model.Finish();
    }

    [Fact]
    public async Task A9_Key_OwnerLoweredOrDisabled_FollowsAtOnce()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Admin);
        var program = server.ClientOf(Text(await CreateAsync(person.Client, new { name = "Admin's", scopes = new[] { "read_usage", "read_content" } }), "key"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(program, "budgets"));

        await ChangeAsync(server, person, set => set.SetProperty(u => u.Role, Role.Member));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (await GetAsync(program, "budgets"), await GetAsync(program, "conversations")));

        await ChangeAsync(server, person, set => set.SetProperty(u => u.Disabled, true));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(program, "conversations"));
    }

    [Fact]
    public async Task A9_Key_RunsOut()
    {
        var clock = new ShiftedClock();
        await using var server = await AccountsServer.StartAsync(clock);
        var person = await server.SignInAsync(Role.Member);
        var program = server.ClientOf(Text(await CreateAsync(person.Client, new { name = "Day", expires_at = DateTime.UtcNow.AddDays(1) }), "key"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(program, "conversations"));

        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(program, "conversations"));
    }

    [Theory]
    [InlineData("""{ "name": "" }""", "name")]
    [InlineData("""{ "name": "a\u0007b" }""", "name")]
    [InlineData("""{ "name": "a", "scopes": [] }""", "scopes")]
    [InlineData("""{ "name": "a", "scopes": ["use_models", "all"] }""", "scopes")]
    [InlineData("""{ "name": "a", "expires_at": null }""", "expires_at")]
    [InlineData("""{ "name": "a", "expires_at": "2020-01-01T00:00:00Z" }""", "expires_at")]
    [InlineData("""{ "name": "a", "expires_at": "2099-01-01T00:00:00Z" }""", "expires_at")]
    [InlineData("""{ "name": "a", "requests_per_minute": 0 }""", "requests_per_minute")]
    public async Task Create_Wrong_NamesTheField(string body, string field)
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Member);

        using var answer = await person.Client.PostAsync("keys", new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([field], (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Create_EndlessAndBounded_AreTheOperatorsChoice()
    {
        await using var server = await AccountsServer.StartAsync(("ApiKeys:AllowEndless", "true"), ("ApiKeys:MaxKeys", "2"));
        var person = await server.SignInAsync(Role.Member);

        var endless = await CreateAsync(person.Client, new { name = "Endless", expires_at = (string?)null, requests_per_minute = 7 });
        Assert.Equal(JsonValueKind.Null, endless.GetProperty("expires_at").ValueKind);
        var caller = await server.Services.GetRequiredService<ApiKeyDirectory>().FindAsync(Text(endless, "key"), Cancellation);
        Assert.Equal((7, Text(endless, "id")), (caller!.KeyRequestsPerMinute, caller.KeyName));
        await CreateAsync(person.Client, new { name = "Second" });

        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(person.Client, "keys", new { name = "Third" }));
    }

    [Fact]
    public async Task UserKeys_OfProgramsAreMade_OfPeopleOnlySeenAndRevoked()
    {
        await using var server = await AccountsServer.StartAsync();
        var (admin, member, owner) = (await server.SignInAsync(Role.Admin), await server.SignInAsync(Role.Member), await server.SignInAsync(Role.Owner));
        var (program, stranger) = (await server.AddAsync(Role.Service), await server.AddAsync(Role.Service, await server.AddTenantAsync()));
        var of = (User user) => $"users/{user.Id}/keys";

        var made = await CreateAsync(admin.Client, new { name = "Nightly" }, of(program));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server.ClientOf(Text(made, "key")), "conversations"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(admin.Client, of(program), new { name = "More", scopes = new[] { "manage_keys" } }));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(admin.Client, of(member.User), new { name = "Not theirs to make" }));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(admin.Client, of(stranger), new { name = "Foreign" }));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(member.Client, of(program)));

        var theirs = await CreateAsync(member.Client, new { name = "Member's" });
        var list = await admin.Client.GetFromJsonAsync<JsonElement>(of(member.User), Cancellation);
        Assert.Equal(Text(theirs, "id"), Text(list.GetProperty("data")[0], "id"));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(admin.Client, $"{of(member.User)}/{Text(theirs, "id")}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(server.ClientOf(Text(theirs, "key")), "conversations"));

        var highest = await CreateAsync(owner.Client, new { name = "Owner's" });
        Assert.Equal(HttpStatusCode.Forbidden, await DeleteAsync(admin.Client, $"{of(owner.User)}/{Text(highest, "id")}"));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(admin.Client, $"{of(program)}/{Text(highest, "id")}"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server.ClientOf(Text(highest, "key")), "conversations"));
    }

    [Fact]
    public async Task Calls_WithAKey_AreReportedAndBudgetedByIt()
    {
        await using var server = await AccountsServer.StartAsync();
        server.Server.Model.AlwaysSays = ["Hello ", "there"];
        var admin = await server.SignInAsync(Role.Admin);
        var made = await CreateAsync(admin.Client, new { name = "Counted" });
        var (key, program) = (Text(made, "id"), server.ClientOf(Text(made, "key")));

        Assert.Equal(HttpStatusCode.OK, await PostAsync(program, "chat", new { message = "Hi" }));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(program, "/v1/chat/completions", new { model = "script-1", messages = new[] { new { role = "user", content = "Hi there" } } }));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(admin.Client, "chat", new { message = "Hi by session" }));

        var usage = await admin.Client.GetFromJsonAsync<JsonElement>("usage?group_by=key", Cancellation);
        var calls = usage.GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("key").GetString() ?? "", row => row.GetProperty("calls").GetInt32());
        Assert.Equal(2, calls[key]);
        Assert.Equal(1, calls[""]);
    }

    [Fact]
    public async Task LastUse_IsWrittenForAllTogether()
    {
        await using var server = await AccountsServer.StartAsync();
        var person = await server.SignInAsync(Role.Member);
        var made = await CreateAsync(person.Client, new { name = "Used" });
        for (var i = 0; i < 3; i++)
        {
            await GetAsync(server.ClientOf(Text(made, "key")), "conversations");
        }

        Assert.Equal(JsonValueKind.Null, (await LastUseAsync(person)).ValueKind);
        await server.Services.GetRequiredService<ApiKeyUses>().WriteAsync();

        Assert.InRange((DateTime.UtcNow - (await LastUseAsync(person)).GetDateTime()).TotalSeconds, -1, 60);
    }

    private static async Task<JsonElement> LastUseAsync(Person person) =>
        (await person.Client.GetFromJsonAsync<JsonElement>("keys", Cancellation)).GetProperty("data")[0].GetProperty("last_used_at");

    private static async Task<JsonElement> CreateAsync(HttpClient client, object request, string path = "keys")
    {
        using var answer = await client.PostAsJsonAsync(path, request, Cancellation);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static async Task ChangeAsync(
        AccountsServer server, Person person, Action<UpdateSettersBuilder<User>> change)
    {
        await server.DataAsync(db => db.Users.IgnoreQueryFilters().Where(u => u.Id == person.User.Id).ExecuteUpdateAsync(change));
        server.Services.GetRequiredService<AccountStates>().Forget(person.User.Id.Value);
    }

    private static async Task<string> DataFilesAsync(AccountsServer server)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(server.Services.GetRequiredService<IOptions<StorageOptions>>().Value.DataDir))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            text.Append(await reader.ReadToEndAsync(Cancellation));
        }

        return text.ToString();
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Cancellation);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, Cancellation);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> DeleteAsync(HttpClient client, string path)
    {
        using var answer = await client.DeleteAsync(path, Cancellation);
        return answer.StatusCode;
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
