using System.Text.Json;
using FakeLlm;
using Microsoft.Extensions.AI;
using Parley.Testing;
using Xunit;

namespace Parley.Integrations.Tests.Providers;

public sealed class OpenAiRequestTests : IAsyncLifetime
{
    private FakeLlmServer _fake = null!;

    public async ValueTask InitializeAsync() => _fake = await FakeLlmServer.StartAsync();

    public ValueTask DisposeAsync() => _fake.DisposeAsync();

    [Theory]
    [InlineData("ok-3x0", "max_tokens", true)]
    [InlineData("gpt-5-chat-latest", "max_tokens", true)]
    [InlineData("gpt-5-mini", "max_completion_tokens", false)]
    [InlineData("openai/o3", "max_completion_tokens", false)]
    [InlineData("o4-mini", "max_completion_tokens", false)]
    [InlineData("olmo-2", "max_tokens", true)]
    public async Task Send_CompatibleServer_NamesTheBoundAsTheModelKnowsIt(string model, string bound, bool hasTemperature)
    {
        await SendAsync("openai", new ChatOptions { ModelId = model, MaxOutputTokens = 3, Temperature = 0.5f });

        var body = LastBody();
        Assert.Equal(3, body.GetProperty(bound).GetInt32());
        Assert.Single(body.EnumerateObject(), property => property.Name.StartsWith("max_", StringComparison.Ordinal));
        Assert.Equal(hasTemperature, body.TryGetProperty("temperature", out _));
    }

    [Fact]
    public async Task Send_Azure_NamesTheBoundAsOpenAiDoesAndSendsItsKey()
    {
        await SendAsync("azure", new ChatOptions { MaxOutputTokens = 3 });

        Assert.Equal(3, LastBody().GetProperty("max_completion_tokens").GetInt32());
        Assert.Equal("the-key", _fake.Requests[^1].Headers["api-key"]);
        Assert.DoesNotContain("Authorization", _fake.Requests[^1].Headers.Keys);
        Assert.Equal("/openai/v1/chat/completions", _fake.Requests[^1].Path);
    }

    [Fact]
    public async Task Send_NoKey_SendsNoAuthorization()
    {
        var provider = TestProviders.Create("openai", ("Providers:OpenAI:BaseUrl", _fake.BaseUrl.ToString()), ("Providers:OpenAI:ApiKey", " "));

        await provider.ChatClient.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(provider.IsConfigured);
        Assert.DoesNotContain("Authorization", _fake.Requests[^1].Headers.Keys);
    }

    [Fact]
    public async Task Send_EverySetting_IsSpeltAsDefined()
    {
        var tool = AIFunctionFactory.CreateDeclaration("look", "Looks.", JsonDocument.Parse("""{"type":"object"}""").RootElement);

        await SendAsync("openai", new ChatOptions
        {
            ModelId = "ok-3x0",
            Seed = 42,
            TopP = 0.5f,
            FrequencyPenalty = 0.5f,
            PresencePenalty = 0.25f,
            Reasoning = new ReasoningOptions { Effort = ReasoningEffort.Low },
            Tools = [tool],
            ToolMode = ChatToolMode.RequireAny,
            AllowMultipleToolCalls = false,
            ResponseFormat = ChatResponseFormat.Json,
        });

        var body = LastBody();
        Assert.Equal(42, body.GetProperty("seed").GetInt32());
        Assert.Equal(0.5, body.GetProperty("top_p").GetDouble());
        Assert.Equal(0.5, body.GetProperty("frequency_penalty").GetDouble());
        Assert.Equal(0.25, body.GetProperty("presence_penalty").GetDouble());
        Assert.Equal("low", body.GetProperty("reasoning_effort").GetString());
        Assert.Equal("required", body.GetProperty("tool_choice").GetString());
        Assert.False(body.GetProperty("parallel_tool_calls").GetBoolean());
        Assert.Equal("""{"type":"json_object"}""", body.GetProperty("response_format").GetRawText());
        Assert.Equal("""[{"type":"function","function":{"name":"look","description":"Looks.","parameters":{"type":"object"}}}]""", body.GetProperty("tools").GetRawText());
    }

    [Fact]
    public async Task Send_ImageByItsAddress_SendsTheAddress()
    {
        var image = new UriContent("https://example.com/cat.png", "image/png");
        var provider = TestProviders.Create("openai", ("Providers:OpenAI:BaseUrl", _fake.BaseUrl.ToString()));

        await provider.ChatClient.GetResponseAsync([new ChatMessage(ChatRole.User, [image])], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            """[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/cat.png"}}]}]""",
            LastBody().GetProperty("messages").GetRawText());
    }

    private JsonElement LastBody()
    {
        using var body = JsonDocument.Parse(_fake.Requests[^1].Body);
        return body.RootElement.Clone();
    }

    private Task<ChatResponse> SendAsync(string provider, ChatOptions options) => TestProviders.Create(
        provider,
        ("Providers:OpenAI:BaseUrl", _fake.BaseUrl.ToString()),
        ("Providers:Azure:Endpoint", _fake.BaseUrl.ToString()),
        ("Providers:Azure:ApiKey", "the-key"),
        ("Providers:Azure:Deployment", "ok-3x0")).ChatClient.SendAsync("Hello", streaming: true, options, TestContext.Current.CancellationToken);
}
