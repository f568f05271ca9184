using System.Text.Json;
using FakeLlm;
using Microsoft.Extensions.AI;
using Parley.Testing;
using Xunit;

namespace Parley.Integrations.Tests.Providers;

public sealed class AnthropicRequestTests : IAsyncLifetime
{
    private static readonly AIFunctionDeclaration Look =
        AIFunctionFactory.CreateDeclaration("look", "Looks.", JsonDocument.Parse("""{"type":"object"}""").RootElement);

    private FakeLlmServer _fake = null!;

    public async ValueTask InitializeAsync() => _fake = await FakeLlmServer.StartAsync();

    public ValueTask DisposeAsync() => _fake.DisposeAsync();

    [Fact]
    public async Task Send_SeveralResults_StandInOneMessageBeforeTheText()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.User, "Hello"),
            new(ChatRole.Assistant, [new FunctionCallContent("a", "look"), new FunctionCallContent("b", "look")]),
            new(ChatRole.Tool, [new FunctionResultContent("a", "one")]),
            new(ChatRole.Tool, [new FunctionResultContent("b", "Error: two") { Exception = new InvalidOperationException() }]),
            new(ChatRole.User, "And?"),
            new(ChatRole.Assistant, " "),
        ];

        var body = await SendAsync(messages, new ChatOptions { Tools = [Look] });

        Assert.Equal(
            """[{"type":"tool_result","tool_use_id":"a","content":"one"},{"type":"tool_result","tool_use_id":"b","content":"Error: two","is_error":true},{"type":"text","text":"And?"}]""",
            body.GetProperty("messages")[2].GetProperty("content").GetRawText());
        Assert.Equal(3, body.GetProperty("messages").GetArrayLength());
        Assert.Equal("""{"type":"tool_use","id":"a","name":"look","input":{}}""", body.GetProperty("messages")[1].GetProperty("content")[0].GetRawText());
    }

    [Fact]
    public async Task Send_SignedThoughts_GoBackAsTheyCame()
    {
        var provider = Create();
        var options = new ChatOptions { ModelId = "reason" };
        var answer = await provider.SendAsync("Hello", streaming: true, options, TestContext.Current.CancellationToken);

        var body = await SendAsync([new(ChatRole.User, "Hello"), .. answer.Messages, new(ChatRole.User, "More")], options);

        var thought = body.GetProperty("messages")[1].GetProperty("content")[0];
        Assert.Equal("thinking", thought.GetProperty("type").GetString());
        Assert.Equal("c2lnbmVk", thought.GetProperty("signature").GetString());
        Assert.Equal(FakeLlmServer.Text(10), thought.GetProperty("thinking").GetString());
    }

    [Fact]
    public async Task Send_NothingSet_SendsTheBoundTheApiDemands()
    {
        var body = await SendAsync([new(ChatRole.User, "Hello")], new ChatOptions());

        Assert.Equal(8192, body.GetProperty("max_tokens").GetInt32());
        Assert.False(body.TryGetProperty("tools", out _));
        Assert.Equal("2023-06-01", _fake.Requests[^1].Headers["anthropic-version"]);
        Assert.Equal("the-key", _fake.Requests[^1].Headers["x-api-key"]);
    }

    [Fact]
    public async Task Send_ToolsForbidden_KeepsThemDescribed()
    {
        var body = await SendAsync(
            [new(ChatRole.User, "Hello")], new ChatOptions { Tools = [Look], ToolMode = ChatToolMode.None, AllowMultipleToolCalls = false });

        Assert.Equal("""{"type":"none"}""", body.GetProperty("tool_choice").GetRawText());
        Assert.Equal(1, body.GetProperty("tools").GetArrayLength());
    }

    private IChatClient Create() => TestProviders.Create(
        "anthropic", ("Providers:Anthropic:BaseUrl", _fake.BaseUrl.ToString()), ("Providers:Anthropic:ApiKey", "the-key\n")).ChatClient;

    private async Task<JsonElement> SendAsync(ChatMessage[] messages, ChatOptions options)
    {
        await Create().SendAsync(messages, streaming: false, options, TestContext.Current.CancellationToken);
        using var body = JsonDocument.Parse(_fake.Requests[^1].Body);
        return body.RootElement.Clone();
    }
}
