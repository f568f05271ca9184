using System.Net.Http.Json;
using System.Text.Json;
using FakeLlm;

namespace Parley.Server.Tests.OpenAi;

/// <summary>What stands between every call and the models stands here too.</summary>
public sealed class PipelineTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, InlineData(false), InlineData(true)]
    public async Task Complete_ModelIsDown_AnotherAnswersAndIsNamed(bool stream)
    {
        await using var server = await StartAsync(("Fallback:Chain", "openai/ok-3x0"));

        using var response = await server.AskAsync("fail-500", stream: stream);

        var answer = stream ? JsonDocument.Parse((await OpenAiServer.EventsAsync(response))[0]).RootElement : await OpenAiServer.JsonAsync(response);
        Assert.Equal("openai/ok-3x0", answer.GetProperty("model").GetString());
        if (!stream)
        {
            Assert.Equal("ok-3x0", response.Header("X-Parley-Model"));
        }
    }

    [Fact]
    public async Task Stream_ModelBreaksInTheMiddle_AnotherGoesOnAndTheStreamIsWhole()
    {
        await using var server = await StartAsync(("Fallback:Chain", "openai/ok-4x0"));

        using var response = await server.AskAsync("truncate-mid-3", stream: true);

        var events = await OpenAiServer.EventsAsync(response);
        Assert.Equal("[DONE]", events[^1]);
        Assert.Equal(FakeLlmServer.Text(3) + FakeLlmServer.Text(4), OpenAiServer.Text(events.SkipLast(1).Select(data => JsonDocument.Parse(data).RootElement)));
    }

    [Fact]
    public async Task Stream_OnlyARestartWouldHelp_IsCutRatherThanMixed()
    {
        await using var server = await StartAsync(("Fallback:Chain", "offline"));

        using var response = await server.AskAsync("truncate-mid-3", stream: true);

        var events = await OpenAiServer.CutEventsAsync(response);
        Assert.Equal(FakeLlmServer.Text(3), OpenAiServer.Text(events.SkipLast(1).Select(data => JsonDocument.Parse(data).RootElement)));
        Assert.True(JsonDocument.Parse(events[^1]).RootElement.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Complete_BudgetIsSpent_IsAnEmptyPurseThatNoClientAsksAgain()
    {
        await using var server = await StartAsync();
        using var made = await server.Server.Client.PostAsync(
            "budgets", JsonContent.Create(new { scope = "tenant", period = "month", limit = 0.000001 }), CancellationToken);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync(CancellationToken));

        using var response = await server.AskAsync("gpt-4o-mini", stream: true);

        var error = await OpenAiServer.ErrorAsync(response, 429);
        Assert.Equal("insufficient_quota", error.GetProperty("code").GetString());
        Assert.Equal("false", response.Header("x-should-retry"));
        Assert.True(int.Parse(response.Header("Retry-After")) > 0);
        Assert.Empty(server.Fake.Requests);
    }

    [Fact]
    public async Task Complete_AnyCall_IsInTheLedgerWithWhatTheClientWasTold()
    {
        await using var server = await StartAsync();

        using var response = await server.AskAsync("gpt-4o-mini");

        var told = (await OpenAiServer.JsonAsync(response)).GetProperty("usage");
        var usage = await server.Server.Client.GetFromJsonAsync<JsonElement>("usage?group_by=feature", CancellationToken);
        Assert.Contains("\"api\"", usage.GetRawText(), StringComparison.Ordinal);
        Assert.Contains($":{told.GetProperty("completion_tokens").GetInt32()}", usage.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<OpenAiServer> StartAsync(params (string, string)[] settings)
    {
        var server = new OpenAiServer(settings);
        await server.InitializeAsync();
        return server;
    }
}
