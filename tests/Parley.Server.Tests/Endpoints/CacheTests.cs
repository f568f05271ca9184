using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Server.Tests.Endpoints;

public sealed class CacheTests
{
    [Fact]
    public async Task Answer_SameAgain_SaysHitAndTakesNoToken()
    {
        await using var server = new TestServer();
        server.Model.AlwaysSays = ["Hello"];

        using var first = await AskAsync(server);
        using var second = await AskAsync(server);
        var answer = await second.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal(("MISS", "HIT"), (first.Header("X-Cache"), second.Header("X-Cache")));
        Assert.Equal("Hello", answer.GetProperty("content").GetString());
        Assert.Equal(0, answer.GetProperty("tokens_used").GetProperty("total").GetInt32());
        Assert.Equal(0, answer.GetProperty("cost").GetDecimal());
        Assert.Single(server.Model.Prompts);
    }

    [Theory]
    [InlineData("Cache-Control", "no-cache", "HIT")]
    [InlineData("Cache-Control", "no-store", "MISS")]
    [InlineData("X-Cache-Bypass", "1", "MISS")]
    public async Task Answer_Bypass_AsksTheModel(string header, string value, string next)
    {
        await using var server = new TestServer();
        server.Model.AlwaysSays = ["Hello"];

        using var bypassed = await AskAsync(server, 0, (header, value));
        using var after = await AskAsync(server);

        Assert.Equal(("BYPASS", next), (bypassed.Header("X-Cache"), after.Header("X-Cache")));
    }

    [Fact]
    public async Task Answer_Temperature_IsNotCached()
    {
        await using var server = new TestServer();
        server.Model.AlwaysSays = ["Hello"];

        using var first = await AskAsync(server, 0.7);
        using var second = await AskAsync(server, 0.7);

        Assert.Equal("BYPASS", second.Header("X-Cache"));
        Assert.Equal(2, server.Model.Prompts.Count);
    }

    [Fact]
    public async Task Stream_Hit_BeginsWithTheCacheEvent()
    {
        await using var server = new TestServer();
        server.Model.AlwaysSays = ["Hel", "lo"];
        using var first = await server.Client.StreamAsync(new { message = "Hi", temperature = 0 });
        Assert.Equal(JsonValueKind.Null, (await Sse.ReadAllAsync(first))[^1].Data.GetProperty("cache").ValueKind);

        using var second = await server.Client.StreamAsync(new { message = "Hi", temperature = 0 });
        var events = await Sse.ReadAllAsync(second);

        Assert.Equal(["cache", "token", "complete"], events.Select(e => e.Event));
        Assert.Equal("exact", events[0].Data.GetProperty("outcome").GetString());
        Assert.Equal(JsonValueKind.Null, events[0].Data.GetProperty("similarity").ValueKind);
        Assert.Equal("Hello", events.Text());
        Assert.Equal("exact", events[^1].Data.GetProperty("cache").GetString());
    }

    [Fact]
    public async Task Stream_Semantic_TellsHowAlike()
    {
        await using var server = new TestServer(("Caches:Semantic:Enabled", "true"));
        server.Model.AlwaysSays = ["Paris"];
        await Sse.ReadAllAsync(await server.Client.StreamAsync(new { message = "What is the capital of France?" }));

        var events = await Sse.ReadAllAsync(await server.Client.StreamAsync(new { message = "what is the capital of france?" }));

        Assert.Equal("semantic", events[0].Data.GetProperty("outcome").GetString());
        Assert.InRange(events[0].Data.GetProperty("similarity").GetDouble(), 0.92, 1);
    }

    private static Task<HttpResponseMessage> AskAsync(TestServer server, double temperature = 0, (string Name, string Value)? header = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "chat") { Content = JsonContent.Create(new { message = "Hi", temperature }) };
        if (header is { } given)
        {
            request.Headers.TryAddWithoutValidation(given.Name, given.Value);
        }

        return server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
