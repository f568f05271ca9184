using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FakeLlm;

namespace Parley.Server.Tests.Auditing;

public sealed class ProviderKeyTests : IAsyncLifetime
{
    private const string Secret = "one-secret-for-both-nodes-9f8e7d6c5b4a";

    private readonly string _directory = Directory.CreateTempSubdirectory("parley-keys-").FullName;
    private FakeLlmServer _fake = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _fake = await FakeLlmServer.StartAsync(cancellationToken: Token);

    public async ValueTask DisposeAsync()
    {
        await _fake.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task SEC10_StoredKey_WinsOnEveryNodeWithinSeconds_AndIsNeverShown()
    {
        await using var first = Start();
        await using var second = Start();
        Assert.Equal("Bearer sk-from-configuration-0001", await AskAsync(first));
        Assert.Equal(("configuration", "0001"), await LookAsync(first));

        using var put = await first.Client.PutAsJsonAsync("admin/providers/openai/key", new { key = "sk-stored-while-it-runs-4711" }, Token);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        Assert.Equal("Bearer sk-stored-while-it-runs-4711", await AskAsync(first));
        await EventuallyAsync(async () => await AskAsync(second) == "Bearer sk-stored-while-it-runs-4711");
        Assert.Equal(("stored", "4711"), await LookAsync(second));
        foreach (var path in new[] { "admin/providers", "audit?limit=200", "audit/export", "models" })
        {
            Assert.DoesNotContain("stored-while-it-runs", await second.Client.GetStringAsync(path, Token), StringComparison.Ordinal);
        }

        using var delete = await second.Client.DeleteAsync("admin/providers/openai/key", Token);
        Assert.Equal(HttpStatusCode.NoContent, delete.StatusCode);
        Assert.Equal("Bearer sk-from-configuration-0001", await AskAsync(second));
        await EventuallyAsync(async () => await AskAsync(first) == "Bearer sk-from-configuration-0001");
    }

    [Fact]
    public async Task Put_ProviderWithoutKey_BecomesUsable()
    {
        await using var server = Start();
        Assert.Equal((false, JsonValueKind.Null), await FindAsync(server, "anthropic"));

        using var put = await server.Client.PutAsJsonAsync("admin/providers/anthropic/key", new { key = "sk-ant-0123456789" }, Token);

        Assert.Equal((true, JsonValueKind.String), await FindAsync(server, "anthropic"));
        using var unconfigured = await server.Client.DeleteAsync("admin/providers/openai/key", Token);
        Assert.Equal(HttpStatusCode.NotFound, unconfigured.StatusCode);
    }

    [Theory]
    [InlineData("openai", """{ "key": "short" }""", HttpStatusCode.BadRequest)]
    [InlineData("openai", """{ "key": "with blank in the middle" }""", HttpStatusCode.BadRequest)]
    [InlineData("openai", """{ "key": "line\r\nX-Injected: 1234" }""", HttpStatusCode.BadRequest)]
    [InlineData("openai", """{ }""", HttpStatusCode.BadRequest)]
    [InlineData("nobody", """{ "key": "sk-0123456789" }""", HttpStatusCode.NotFound)]
    [InlineData("offline", """{ "key": "sk-0123456789" }""", HttpStatusCode.Conflict)]
    public async Task Put_WrongKey_IsRefused(string provider, string body, HttpStatusCode expected)
    {
        await using var server = Start();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await server.Client.PutAsync($"admin/providers/{provider}/key", content, Token);

        Assert.Equal(expected, response.StatusCode);
    }

    private TestServer Start() => new(
        ("Database:Url", $"sqlite:///{Path.Combine(_directory, "parley.db")}"), ("Secrets:Key", Secret), ("Retries:MaxAttempts", "1"),
        ("Providers:OpenAI:BaseUrl", _fake.BaseUrl.ToString()), ("Providers:OpenAI:ApiKey", "sk-from-configuration-0001"), ("Providers:OpenAI:Model", "ok-2x0"));

    private async Task<string> AskAsync(TestServer server)
    {
        using var response = await server.Client.PostAsJsonAsync("chat", new { message = $"Hi {Guid.NewGuid()}", provider = "openai" }, Token);
        response.EnsureSuccessStatusCode();
        return _fake.Requests[^1].Headers.First(header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)).Value;
    }

    private static async Task<(string?, string?)> LookAsync(TestServer server)
    {
        var provider = await ReadAsync(server, "openai");
        return (provider.GetProperty("key_source").GetString(), provider.GetProperty("key_hint").GetString());
    }

    private static async Task<(bool, JsonValueKind)> FindAsync(TestServer server, string name)
    {
        var provider = await ReadAsync(server, name);
        return (provider.GetProperty("configured").GetBoolean(), provider.GetProperty("key_source").ValueKind);
    }

    private static async Task<JsonElement> ReadAsync(TestServer server, string name) =>
        (await server.Client.GetFromJsonAsync<JsonElement>("admin/providers", Token)).GetProperty("data").EnumerateArray()
            .Single(provider => provider.GetProperty("name").GetString() == name);

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (var watch = Stopwatch.StartNew(); !await holds(); await Task.Delay(200, Token))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "It did not come true.");
        }
    }
}
