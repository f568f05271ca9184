using System.Text.Json;
using FakeLlm;
using Microsoft.Extensions.AI;

namespace Parley.Server.Tests.OpenAi;

public sealed class ChatStreamingTests : IAsyncLifetime
{
    private readonly OpenAiServer _server = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Stream_Question_IsAnsweredInOpenAisChunks()
    {
        using var response = await _server.AskAsync("ok-12x0", stream: true);

        var events = await OpenAiServer.EventsAsync(response);
        Assert.Equal("[DONE]", events[^1]);
        var chunks = events.SkipLast(1).Select(data => JsonDocument.Parse(data).RootElement).ToList();
        Assert.All(chunks, chunk =>
        {
            Assert.StartsWith("chatcmpl-", chunk.GetProperty("id").GetString(), StringComparison.Ordinal);
            Assert.Equal("chat.completion.chunk", chunk.GetProperty("object").GetString());
            Assert.Equal("ok-12x0", chunk.GetProperty("model").GetString());
            Assert.False(chunk.TryGetProperty("usage", out _));
        });
        Assert.Single(chunks.Select(chunk => (chunk.GetProperty("id").GetString(), chunk.GetProperty("created").GetInt64())).Distinct());
        Assert.Equal("assistant", chunks[0].GetProperty("choices")[0].GetProperty("delta").GetProperty("role").GetString());
        Assert.Equal(1 + 12 + 1, chunks.Count);
        Assert.Equal(FakeLlmServer.Text(12), OpenAiServer.Text(chunks));
        Assert.All(chunks.SkipLast(1), chunk => Assert.Equal(JsonValueKind.Null, chunk.GetProperty("choices")[0].GetProperty("finish_reason").ValueKind));
        Assert.Equal("stop", chunks[^1].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task Stream_UsageWanted_ComesLastInAChunkOfItsOwn()
    {
        using var response = await _server.PostAsync("chat/completions", new
        {
            model = "ok-4x0", stream = true, stream_options = new { include_usage = true }, messages = new[] { new { role = "user", content = "Hello" } },
        });

        var chunks = (await OpenAiServer.EventsAsync(response)).SkipLast(1).Select(data => JsonDocument.Parse(data).RootElement).ToList();
        Assert.All(chunks.SkipLast(1), chunk => Assert.Equal(JsonValueKind.Null, chunk.GetProperty("usage").ValueKind));
        Assert.Equal(0, chunks[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal(4, chunks[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Stream_ProviderTellsNoUsage_IsCounted()
    {
        var asked = _server.PostAsync("chat/completions", new
        {
            model = "scripted/script-1", stream = true, stream_options = new { include_usage = true }, messages = new[] { new { role = "user", content = "Hello there" } },
        });
        var answer = await _server.Server.Model.AskedAsync();
        answer.Say("one ", "two ", "three").Finish(promptTokens: null, completionTokens: null);

        using var response = await asked;
        var usage = JsonDocument.Parse((await OpenAiServer.EventsAsync(response))[^2]).RootElement.GetProperty("usage");
        Assert.InRange(usage.GetProperty("completion_tokens").GetInt32(), 3, 8);
        Assert.True(usage.GetProperty("prompt_tokens").GetInt32() > 2);
    }

    [Fact]
    public async Task Stream_AnyText_ArrivesAsWritten()
    {
        const string Text = "Say \"hi\" \\ to 東京, <b>naïve</b> & 👋🏽\tnow\nplease";

        using var response = await _server.AskAsync("echo", Text, stream: true);

        var events = await OpenAiServer.EventsAsync(response);
        Assert.Equal(Text, OpenAiServer.Text(events.SkipLast(1).Select(data => JsonDocument.Parse(data).RootElement)));
    }

    [Fact]
    public async Task Stream_ToolCall_IsADeltaWithIndexAndId()
    {
        using var response = await _server.PostAsync("chat/completions", new
        {
            model = "tool", stream = true, messages = new[] { new { role = "user", content = "The weather?" } },
            tools = new[] { new { type = "function", function = new { name = "get_weather" } } },
        });

        var chunks = (await OpenAiServer.EventsAsync(response)).SkipLast(1).Select(data => JsonDocument.Parse(data).RootElement.GetProperty("choices")[0]).ToList();
        var call = Assert.Single(chunks, chunk => chunk.GetProperty("delta").TryGetProperty("tool_calls", out _)).GetProperty("delta").GetProperty("tool_calls")[0];
        Assert.Equal(0, call.GetProperty("index").GetInt32());
        Assert.Equal("call_fake1", call.GetProperty("id").GetString());
        Assert.Equal("get_weather", call.GetProperty("function").GetProperty("name").GetString());
        Assert.Equal("""{"city":"Paris"}""", call.GetProperty("function").GetProperty("arguments").GetString());
        Assert.Equal("tool_calls", chunks[^1].GetProperty("finish_reason").GetString());
    }

    [Theory]
    [InlineData("reset-mid-3"), InlineData("truncate-mid-3"), InlineData("malformed-3"), InlineData("error-mid-3")]
    public async Task Stream_BreaksInTheMiddle_EndsWithAnErrorAndIsNeverWhole(string model)
    {
        using var response = await _server.AskAsync(model, stream: true);

        var events = await OpenAiServer.CutEventsAsync(response);
        var error = JsonDocument.Parse(events[^1]).RootElement.GetProperty("error");
        Assert.Equal("server_error", error.GetProperty("type").GetString());
        Assert.NotEqual("", error.GetProperty("message").GetString());
        var chunks = events.SkipLast(1).Select(data => JsonDocument.Parse(data).RootElement).ToList();
        Assert.Equal(FakeLlmServer.Text(3), OpenAiServer.Text(chunks));
        Assert.All(chunks, chunk => Assert.Equal(JsonValueKind.Null, chunk.GetProperty("choices")[0].GetProperty("finish_reason").ValueKind));
    }

    [Fact]
    public async Task Stream_ModelNeverSaysThatItIsFinished_IsAnError()
    {
        var asked = _server.AskAsync("scripted/script-1", stream: true);
        var answer = await _server.Server.Model.AskedAsync();
        answer.Say("half an ").End();

        using var response = await asked;
        Assert.Contains("before it was finished", (await OpenAiServer.CutEventsAsync(response))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_EveryToken_IsSentAtOnce()
    {
        var asked = _server.AskAsync("scripted/script-1", stream: true);
        var answer = await _server.Server.Model.AskedAsync();
        answer.Say("first");

        using var response = await asked;
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(CancellationToken));
        Assert.Contains("assistant", await lines.ReadLineAsync(CancellationToken), StringComparison.Ordinal);
        await lines.ReadLineAsync(CancellationToken);
        Assert.Contains("first", await lines.ReadLineAsync(CancellationToken), StringComparison.Ordinal);
        answer.Say("second");
        await lines.ReadLineAsync(CancellationToken);
        Assert.Contains("second", await lines.ReadLineAsync(CancellationToken), StringComparison.Ordinal);
        answer.Finish(ChatFinishReason.Stop);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Any_ClientLeaves_HangsUpOnTheProviderAtOnce(bool stream)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        var body = new { model = "hang-mid-2", stream, messages = new[] { new { role = "user", content = "Hello" } } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Address, "chat/completions")) { Content = System.Net.Http.Json.JsonContent.Create(body) };

        var asked = _server.Server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leave.Token);
        Assert.True(await _server.Fake.WaitForRequestAsync(OpenAiServer.Patience, CancellationToken));
        if (stream)
        {
            (await asked).Dispose();
        }
        else
        {
            await leave.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        }

        Assert.True(await _server.Fake.WaitForAbortAsync(TimeSpan.FromSeconds(2), CancellationToken));
    }
}
