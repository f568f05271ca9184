using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;

namespace Parley.Server.Tests.Auditing;

public sealed class AuditEndpointTests : IAsyncDisposable
{
    private readonly TestServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_EveryRoute_IsRecordedWithWhoWhenAndWhereFrom()
    {
        var number = 0;
        foreach (var route in AuditedRoute.All)
        {
            await route.PrepareAsync(_server.Client, number++);
            using var response = await route.CallAsync(_server.Client);
            Assert.True(response.IsSuccessStatusCode, $"{route.Action}: {response.StatusCode}");

            var entry = (await GetAsync("audit?limit=1")).GetProperty("data")[0];
            Assert.Equal(
                (route.Action, "done", "127.0.0.1", "audit-test/1.0", TypeId.Encode("user", Caller.Local.UserId)),
                (Text(entry, "action"), Text(entry, "result"), Text(entry, "address"), Text(entry, "user_agent"), Text(entry, "actor_id")));
            Assert.Equal(response.Headers.GetValues("X-Trace-Id").Single(), Text(entry, "trace_id"));
            Assert.True(DateTime.UtcNow - entry.GetProperty("at").GetDateTime().ToUniversalTime() < TimeSpan.FromMinutes(1));
        }

        var verdict = await GetAsync("audit/verify");
        Assert.True(verdict.GetProperty("ok").GetBoolean());
        Assert.True(verdict.GetProperty("checked").GetInt64() > AuditedRoute.All.Count);
        Assert.DoesNotContain("sk-0123456789abcdef", (await GetAsync("audit?limit=200")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_IsTheFirstEvent_WithTheVersion()
    {
        var all = (await GetAsync("audit")).GetProperty("data");

        var first = Assert.Single(all.EnumerateArray());
        Assert.Equal(("server.start", 1), (Text(first, "action"), first.GetProperty("sequence").GetInt32()));
        Assert.Equal(JsonValueKind.Null, first.GetProperty("actor_id").ValueKind);
        Assert.Matches("^[0-9]+[.]", first.GetProperty("details").GetProperty("version").GetString());
    }

    [Fact]
    public async Task List_PagesAndFilters()
    {
        for (var i = 0; i < 7; i++)
        {
            using var made = await _server.Client.PostAsJsonAsync("budgets", new { scope = "feature", subject = $"s{i}", period = "day", limit = 5 }, Token);
            made.EnsureSuccessStatusCode();
        }

        var seen = new List<long>();
        for (long? before = null; ;)
        {
            var page = await GetAsync($"audit?limit=3{(before is null ? "" : $"&before={before}")}");
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(e => e.GetProperty("sequence").GetInt64()));
            if (page.GetProperty("next_before").ValueKind is JsonValueKind.Null)
            {
                break;
            }

            before = page.GetProperty("next_before").GetInt64();
        }

        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], seen);
        Assert.Equal(7, await CountAsync("action=budget.create"));
        Assert.Equal(7, await CountAsync("action=budget.*"));
        Assert.Equal(0, await CountAsync("action=budget"));
        Assert.Equal(7, await CountAsync("actor=me"));
        Assert.Equal(7, await CountAsync($"actor={TypeId.Encode("user", Caller.Local.UserId)}"));
        Assert.Equal(8, await CountAsync("result=done"));
        Assert.Equal(0, await CountAsync("result=denied"));
        Assert.Equal(8, await CountAsync($"from={DateTime.UtcNow.AddHours(-1):yyyy-MM-dd}&to={DateTime.UtcNow:yyyy-MM-dd}"));
        Assert.Equal(0, await CountAsync("to=2020-01-01T00:00:00Z"));
        Assert.Equal(1, await CountAsync($"target={Text((await GetAsync("audit?limit=1")).GetProperty("data")[0], "target")}"));
    }

    [Fact]
    public async Task List_WrongParameters_AreAllNamed()
    {
        using var response = await _server.Client.GetAsync("audit?from=x&to=y&actor=bob&action=%00&target=%0a&result=maybe&limit=0&before=-1&format=xml", Token);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            ["action", "actor", "before", "format", "from", "limit", "result", "target", "to"],
            problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order());
    }

    [Fact]
    public async Task Export_BothFormats_HoldEveryEventAndTheirSeals()
    {
        using var made = await _server.Client.PostAsJsonAsync("budgets", new { scope = "feature", subject = "s", period = "day", limit = 5 }, Token);

        using var json = await _server.Client.GetAsync("audit/export", Token);
        using var csv = await _server.Client.GetAsync("audit/export?format=csv", Token);

        var lines = (await json.Content.ReadAsStringAsync(Token)).TrimEnd().Split('\n');
        var rows = (await csv.Content.ReadAsStringAsync(Token)).TrimEnd().Split("\r\n");
        Assert.Equal(("application/x-ndjson", "text/csv"), (json.Content.Headers.ContentType?.MediaType, csv.Content.Headers.ContentType?.MediaType));
        Assert.Equal("attachment", json.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(["server.start", "budget.create", "audit.export"], lines.Select(line => Text(JsonDocument.Parse(line).RootElement, "action")));
        Assert.Equal(5, rows.Length); // its head, and one export more
        Assert.All(lines, line => Assert.Equal(64, Text(JsonDocument.Parse(line).RootElement, "hash")!.Length));
    }

    [Fact]
    public async Task Verify_EventChanged_NamesIt()
    {
        using var made = await _server.Client.PostAsJsonAsync("budgets", new { scope = "feature", subject = "s", period = "day", limit = 5 }, Token);
        await using (var connection = _server.Services.GetRequiredService<IDatabase>().CreateConnection())
        {
            await connection.OpenAsync(Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TRIGGER audit_events_append_only; UPDATE audit_events SET target = 'other' WHERE sequence = 2";
            await command.ExecuteNonQueryAsync(Token);
        }

        var verdict = await GetAsync("audit/verify");

        Assert.Equal((false, 1, 2), (verdict.GetProperty("ok").GetBoolean(), verdict.GetProperty("checked").GetInt32(), verdict.GetProperty("sequence").GetInt32()));
        Assert.Equal("Event 2 was changed.", Text(verdict, "problem"));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<int> CountAsync(string filter) => (await GetAsync($"audit?{filter}")).GetProperty("data").GetArrayLength();

    private async Task<JsonElement> GetAsync(string path) => await _server.Client.GetFromJsonAsync<JsonElement>(path, Token);
}
