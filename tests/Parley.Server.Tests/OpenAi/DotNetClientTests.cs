using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using FakeLlm;
using global::OpenAI;
using global::OpenAI.Chat;
using global::OpenAI.Embeddings;

namespace Parley.Server.Tests.OpenAi;

/// <summary>OpenAI's client for .NET, unmodified.</summary>
public sealed class DotNetClientTests(OpenAiServer server) : IClassFixture<OpenAiServer>
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool(
        "get_weather", "Tells the weather.", BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}"""));

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_Question_IsAnswered()
    {
        ChatCompletion answer = await Chat("openai/ok-6x0").CompleteChatAsync([new UserChatMessage("Hello")], cancellationToken: CancellationToken);

        Assert.Equal(FakeLlmServer.Text(6), answer.Content[0].Text);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Equal(6, answer.Usage.OutputTokenCount);
        Assert.Equal("openai/ok-6x0", answer.Model);
    }

    [Fact]
    public async Task Chat_Stream_IsAnsweredWithItsUsage()
    {
        var updates = await CollectAsync(Chat("ok-6x0").CompleteChatStreamingAsync([new UserChatMessage("Hello")], cancellationToken: CancellationToken));

        Assert.Equal(FakeLlmServer.Text(6), string.Concat(updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text)));
        Assert.Equal(ChatMessageRole.Assistant, updates[0].Role);
        Assert.Single(updates, update => update.FinishReason == ChatFinishReason.Stop);
        Assert.Equal(6, updates[^1].Usage.OutputTokenCount);
    }

    [Fact]
    public async Task Chat_Tools_GoRound()
    {
        List<ChatMessage> messages = [new SystemChatMessage("Be brief."), new UserChatMessage("The weather in Paris?")];
        var options = new ChatCompletionOptions { Tools = { Weather }, ToolChoice = ChatToolChoice.CreateAutoChoice() };

        ChatCompletion first = await Chat("tool").CompleteChatAsync(messages, options, CancellationToken);
        Assert.Equal(ChatFinishReason.ToolCalls, first.FinishReason);
        var call = Assert.Single(first.ToolCalls);
        Assert.Equal("get_weather", call.FunctionName);
        messages.Add(new AssistantChatMessage(first));
        messages.Add(new ToolChatMessage(call.Id, "21 degrees"));
        ChatCompletion second = await Chat("ok-3x0").CompleteChatAsync(messages, options, CancellationToken);

        Assert.Equal(FakeLlmServer.Text(3), second.Content[0].Text);
        Assert.Equal("21 degrees", server.Sent.GetProperty("messages")[3].GetProperty("content").GetString());
    }

    [Fact]
    public async Task Chat_StreamedTools_ComeWhole()
    {
        var updates = await CollectAsync(Chat("tool").CompleteChatStreamingAsync(
            [new UserChatMessage("The weather?")], new ChatCompletionOptions { Tools = { Weather } }, CancellationToken));

        var call = Assert.Single(updates.SelectMany(update => update.ToolCallUpdates));
        Assert.Equal("call_fake1", call.ToolCallId);
        Assert.Equal("""{"city":"Paris"}""", call.FunctionArgumentsUpdate.ToString());
        Assert.Single(updates, update => update.FinishReason == ChatFinishReason.ToolCalls);
    }

    [Fact]
    public async Task Chat_JsonSchema_IsAnsweredInIt()
    {
        var schema = BinaryData.FromString("""{"type":"object","properties":{"answer":{"type":"string"}},"required":["answer"],"additionalProperties":false}""");
        var options = new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("reply", schema, jsonSchemaIsStrict: true) };

        ChatCompletion answer = await Chat("json").CompleteChatAsync([new UserChatMessage("Reply")], options, CancellationToken);

        Assert.Equal("fixed", JsonDocument.Parse(answer.Content[0].Text).RootElement.GetProperty("answer").GetString());
    }

    [Fact]
    public async Task Chat_Image_GoesAlong()
    {
        var image = ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(new byte[] { 1, 2, 3, 250 }), "image/png", ChatImageDetailLevel.Low);

        await Chat("ok-2x0").CompleteChatAsync([new UserChatMessage(ChatMessageContentPart.CreateTextPart("What is this?"), image)], cancellationToken: CancellationToken);

        Assert.Equal(
            "data:image/png;base64,AQID+g==",
            server.Sent.GetProperty("messages")[0].GetProperty("content")[1].GetProperty("image_url").GetProperty("url").GetString());
    }

    [Fact]
    public async Task Models_All_AreListed()
    {
        var models = (await Client().GetOpenAIModelClient().GetModelsAsync(CancellationToken)).Value;

        Assert.Contains(models, model => model.Id == "offline/extractive-1" && model.OwnedBy == "offline");
        Assert.Equal("openai/gpt-4o", (await Client().GetOpenAIModelClient().GetModelAsync("openai/gpt-4o", CancellationToken)).Value.Id);
    }

    [Fact]
    public async Task Embeddings_Texts_BecomeVectors()
    {
        OpenAIEmbeddingCollection vectors = await Client().GetEmbeddingClient("offline/lexical-512").GenerateEmbeddingsAsync(
            ["the red apple", "a fast train"], cancellationToken: CancellationToken);

        Assert.Equal(2, vectors.Count);
        Assert.Equal(512, vectors[0].ToFloats().Length);
        Assert.True(vectors.Usage.InputTokenCount > 0);
    }

    [Theory]
    [InlineData("offline/none", 404, "model_not_found"), InlineData("context", 400, "context_length_exceeded"), InlineData("fail-429-7", 429, "rate_limit_exceeded")]
    public async Task Chat_Failure_IsAnExceptionWithItsStatusAndCode(string model, int status, string code)
    {
        var whole = await Assert.ThrowsAsync<ClientResultException>(
            () => Chat(model).CompleteChatAsync([new UserChatMessage("Hello")], cancellationToken: CancellationToken));
        var stream = await Assert.ThrowsAsync<ClientResultException>(
            () => CollectAsync(Chat(model).CompleteChatStreamingAsync([new UserChatMessage("Hello")], cancellationToken: CancellationToken)));

        foreach (var error in new[] { whole, stream })
        {
            Assert.Equal(status, error.Status);
            Assert.Contains(code, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData("truncate-mid-3"), InlineData("reset-mid-3"), InlineData("error-mid-3")]
    public async Task Chat_StreamBreaks_IsNeverTakenForWhole(string model)
    {
        var updates = new List<StreamingChatCompletionUpdate>();

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var update in Chat(model).CompleteChatStreamingAsync([new UserChatMessage("Hello")], cancellationToken: CancellationToken))
            {
                updates.Add(update);
            }
        });

        Assert.Equal(FakeLlmServer.Text(3), string.Concat(updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text)));
        Assert.All(updates, update => Assert.Null(update.FinishReason));
    }

    [Fact]
    public async Task Chat_StreamLeft_HangsUpOnTheProvider()
    {
        await foreach (var update in Chat("hang-mid-2").CompleteChatStreamingAsync([new UserChatMessage("Hello")], cancellationToken: CancellationToken))
        {
            if (update.ContentUpdate.Count > 0)
            {
                break;
            }
        }

        Assert.True(await server.Fake.WaitForAbortAsync(TimeSpan.FromSeconds(5), CancellationToken));
    }

    private static async Task<List<StreamingChatCompletionUpdate>> CollectAsync(AsyncCollectionResult<StreamingChatCompletionUpdate> stream)
    {
        var updates = new List<StreamingChatCompletionUpdate>();
        await foreach (var update in stream)
        {
            updates.Add(update);
        }

        return updates;
    }

    private OpenAIClient Client() => new(
        new ApiKeyCredential("any-key"), new OpenAIClientOptions { Endpoint = server.Address, RetryPolicy = new ClientRetryPolicy(0) });

    private ChatClient Chat(string model) => Client().GetChatClient(model);
}
