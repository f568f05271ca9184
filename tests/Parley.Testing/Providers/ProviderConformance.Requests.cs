using System.Text.Json;
using FakeLlm;
using Microsoft.Extensions.AI;
using Xunit;

namespace Parley.Testing;

public abstract partial class ProviderConformance
{
    private static readonly AIFunctionDeclaration Weather = AIFunctionFactory.Create(
        (string city, string unit = "celsius") => $"21 {unit} in {city}", "get_weather", "Tells the weather.");

    private string LastBody => Fake.Requests[^1].Body;

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_ToolOffered_GivesItsCall(bool streaming)
    {
        var response = await Create().ChatClient.SendAsync(
            "The weather in Paris?", streaming, new ChatOptions { ModelId = "tool", Tools = [Weather] }, CancellationToken);

        var call = Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Equal("get_weather", call.Name);
        Assert.Equal("Paris", call.Arguments?["city"]?.ToString());
        Assert.False(string.IsNullOrEmpty(call.CallId));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        Assert.Contains("\"get_weather\"", LastBody, StringComparison.Ordinal);
        Assert.Contains("Tells the weather.", LastBody, StringComparison.Ordinal);
        Assert.Contains("\"city\":{\"type\":\"string\"}", LastBody, StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_ToolResult_GoesBackWithItsCall(bool streaming)
    {
        var call = new FunctionCallContent("call_77", "get_weather", new Dictionary<string, object?> { ["city"] = "Paris" });
        ChatMessage[] messages =
        [
            new(ChatRole.User, "The weather in Paris?"),
            new(ChatRole.Assistant, [new TextContent("I look."), call]),
            new(ChatRole.Tool, [new FunctionResultContent("call_77", "21 degrees")]),
        ];

        var response = await Create().ChatClient.SendAsync(
            messages, streaming, new ChatOptions { ModelId = "ok-2x0", Tools = [Weather] }, CancellationToken);

        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal(2, LastBody.Split("call_77").Length - 1);
        Assert.Contains("21 degrees", LastBody, StringComparison.Ordinal);
        Assert.Contains("Paris", LastBody, StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_Image_GoesAlong(bool streaming)
    {
        var image = new DataContent(new byte[] { 1, 2, 3, 250 }, "image/png");

        await Create().ChatClient.SendAsync(
            [new ChatMessage(ChatRole.User, [new TextContent("What is this?"), image])], streaming, Model("ok-2x0"), CancellationToken);

        Assert.Contains("AQID+g==", LastBody, StringComparison.Ordinal);
        Assert.Contains("What is this?", LastBody, StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_UnknownContent_IsRefusedRatherThanDropped(bool streaming)
    {
        var sound = new DataContent(new byte[] { 1 }, "audio/wav");

        await FailsAsync(ModelErrorKind.InvalidRequest, () => Create().ChatClient.SendAsync(
            [new ChatMessage(ChatRole.User, [sound])], streaming, Model("ok-2x0"), CancellationToken));

        Assert.Empty(Fake.Requests);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_SystemPromptAndHistory_GoAlong(bool streaming)
    {
        ChatMessage[] messages =
        [
            new(ChatRole.System, "Be the pirate."),
            new(ChatRole.User, "First question"),
            new(ChatRole.Assistant, "First answer"),
            new(ChatRole.User, "Second question"),
        ];

        await Create().ChatClient.SendAsync(
            messages, streaming, new ChatOptions { ModelId = "ok-2x0", Instructions = "Be brief." }, CancellationToken);

        string[] inOrder = ["Be brief.", "Be the pirate.", "First question", "First answer", "Second question"];
        Assert.Equal(inOrder, inOrder.OrderBy(text => LastBody.IndexOf(text, StringComparison.Ordinal)));
        Assert.All(inOrder, text => Assert.Contains(text, LastBody, StringComparison.Ordinal));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_Options_GoAlong(bool streaming)
    {
        var options = new ChatOptions { ModelId = "ok-20x0", MaxOutputTokens = 7, Temperature = 0.25f, StopSequences = ["HALT"] };

        var response = await Create().ChatClient.SendAsync("Hello", streaming, options, CancellationToken);

        // The fake obeys the bound.
        Assert.Equal(FakeLlmServer.Text(7), response.Text);
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        Assert.Contains("\"temperature\":0.25", LastBody, StringComparison.Ordinal);
        Assert.Contains("[\"HALT\"]", LastBody, StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_ToolDemanded_SaysSo(bool streaming)
    {
        Assert.SkipUnless(KnowsToolChoice, "It cannot demand a tool.");
        var options = new ChatOptions { ModelId = "ok-2x0", Tools = [Weather], ToolMode = ChatToolMode.RequireSpecific("get_weather") };

        await Create().ChatClient.SendAsync("Hello", streaming, options, CancellationToken);

        using var body = JsonDocument.Parse(LastBody);
        Assert.Contains("get_weather", body.RootElement.GetProperty("tool_choice").GetRawText(), StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_JsonSchemaWanted_SendsIt(bool streaming)
    {
        using var schema = JsonDocument.Parse("""{"type":"object","properties":{"answer":{"type":"string"}}}""");
        var options = new ChatOptions { ModelId = "json", ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement.Clone(), "reply") };

        var response = await Create().ChatClient.SendAsync("Hello", streaming, options, CancellationToken);

        using var answer = JsonDocument.Parse(response.Text);
        Assert.Equal("fixed", answer.RootElement.GetProperty("answer").GetString());
        Assert.Contains("\"properties\":{\"answer\":{\"type\":\"string\"}}", LastBody, StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_JsonWanted_SaysSo(bool streaming)
    {
        var options = new ChatOptions { ModelId = "json", ResponseFormat = ChatResponseFormat.Json };

        await Create().ChatClient.SendAsync("Hello", streaming, options, CancellationToken);

        Assert.Contains("json", LastBody.Replace("\"model\":\"json\"", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Send_AnyConfiguredPath_FindsTheEndpoint()
    {
        foreach (var path in BasePaths)
        {
            var host = Fake.BaseUrl.ToString().TrimEnd('/');

            var response = await Create(host + path).ChatClient.SendAsync("Hello", streaming: true, cancellationToken: CancellationToken);

            Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        }

        Assert.Single(Fake.Requests.Select(request => request.Path).Distinct());
    }
}
