using System.Text.Json;
using FakeLlm;

namespace Parley.Server.Tests.OpenAi;

public sealed class ChatCompletionTests(OpenAiServer server) : IClassFixture<OpenAiServer>
{
    private static readonly object Weather = new
    {
        type = "function",
        function = new { name = "get_weather", description = "Tells the weather.", strict = true, parameters = new { type = "object", properties = new { city = new { type = "string" } } } },
    };

    [Fact]
    public async Task Complete_Question_IsAnsweredInOpenAisShape()
    {
        using var response = await server.AskAsync("ok-12x0");

        var answer = await OpenAiServer.JsonAsync(response);
        Assert.StartsWith("chatcmpl-", answer.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("chat.completion", answer.GetProperty("object").GetString());
        Assert.True(answer.GetProperty("created").GetInt64() > 1_700_000_000);
        Assert.Equal("ok-12x0", answer.GetProperty("model").GetString());
        var choice = Assert.Single(answer.GetProperty("choices").EnumerateArray());
        Assert.Equal(0, choice.GetProperty("index").GetInt32());
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(JsonValueKind.Null, choice.GetProperty("logprobs").ValueKind);
        var message = choice.GetProperty("message");
        Assert.Equal("assistant", message.GetProperty("role").GetString());
        Assert.Equal(FakeLlmServer.Text(12), message.GetProperty("content").GetString());
        Assert.Equal(JsonValueKind.Null, message.GetProperty("refusal").ValueKind);
        var usage = answer.GetProperty("usage");
        Assert.Equal(12, usage.GetProperty("completion_tokens").GetInt32());
        Assert.Equal(12 + usage.GetProperty("prompt_tokens").GetInt32(), usage.GetProperty("total_tokens").GetInt32());
        Assert.Equal(1, usage.GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt32());
        Assert.Equal(2, usage.GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt32());
        Assert.Equal("openai", response.Header("X-Parley-Provider"));
        Assert.Equal("ok-12x0", response.Header("X-Parley-Model"));
        Assert.StartsWith("req_", response.Header("x-request-id"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("length", "length"), InlineData("filter", "content_filter"), InlineData("empty", "stop"), InlineData("reason", "stop")]
    public async Task Complete_AnyEnd_HasItsReason(string model, string reason)
    {
        using var whole = await server.AskAsync(model);
        using var stream = await server.AskAsync(model, stream: true);

        Assert.Equal(reason, (await OpenAiServer.JsonAsync(whole)).GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        var last = JsonDocument.Parse((await OpenAiServer.EventsAsync(stream))[^2]).RootElement;
        Assert.Equal(reason, last.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task Complete_EveryParameter_ReachesTheProvider()
    {
        using var response = await server.PostAsync("chat/completions", new
        {
            model = "openai/ok-3x0",
            messages = new object[]
            {
                new { role = "system", content = "Be the pirate." },
                new { role = "developer", content = new[] { new { type = "text", text = "Be " }, new { type = "text", text = "brief." } } },
                new { role = "user", name = "Ada", content = new object[]
                {
                    new { type = "text", text = "What is this?" },
                    new { type = "image_url", image_url = new { url = "data:image/png;base64,AQID+g==", detail = "low" } },
                    new { type = "image_url", image_url = new { url = "https://example.org/cat.png" } },
                } },
                new { role = "assistant", content = (string?)null, tool_calls = new[] { new { id = "call_77", type = "function", function = new { name = "get_weather", arguments = """{"city":"Köln"}""" } } } },
                new { role = "tool", tool_call_id = "call_77", content = "21 degrees" },
                new { role = "assistant", content = "It is 21 degrees." },
                new { role = "user", content = "Thanks, and now?" },
            },
            temperature = 0.25, top_p = 0.5, frequency_penalty = -1, presence_penalty = 1, max_completion_tokens = 77, stop = new[] { "HALT" }, seed = 42,
            tools = new[] { Weather }, tool_choice = new { type = "function", function = new { name = "get_weather" } }, parallel_tool_calls = false,
            reasoning_effort = "high", n = 1, user = "u-1", logprobs = false, metadata = new { a = "b" }, stream = false,
        });

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var sent = server.Sent;
        Assert.Equal("ok-3x0", sent.GetProperty("model").GetString());
        Assert.Equal(0.25, sent.GetProperty("temperature").GetDouble());
        Assert.Equal(0.5, sent.GetProperty("top_p").GetDouble());
        Assert.Equal(-1, sent.GetProperty("frequency_penalty").GetDouble());
        Assert.Equal(1, sent.GetProperty("presence_penalty").GetDouble());
        Assert.Equal(77, sent.GetProperty("max_tokens").GetInt32());
        Assert.Equal(42, sent.GetProperty("seed").GetInt32());
        Assert.Equal("""["HALT"]""", sent.GetProperty("stop").GetRawText());
        Assert.Equal("high", sent.GetProperty("reasoning_effort").GetString());
        Assert.False(sent.GetProperty("parallel_tool_calls").GetBoolean());
        Assert.Equal("get_weather", sent.GetProperty("tool_choice").GetProperty("function").GetProperty("name").GetString());
        Assert.True(sent.GetProperty("tools")[0].GetProperty("function").GetProperty("strict").GetBoolean());
        var messages = sent.GetProperty("messages");
        Assert.Equal("system,system,user,assistant,tool,assistant,user", string.Join(',', messages.EnumerateArray().Select(m => m.GetProperty("role").GetString())));
        Assert.Equal("Be brief.", messages[1].GetProperty("content").GetString());
        var image = messages[2].GetProperty("content")[1].GetProperty("image_url");
        Assert.Equal("data:image/png;base64,AQID+g==", image.GetProperty("url").GetString());
        Assert.Equal("low", image.GetProperty("detail").GetString());
        Assert.Equal("https://example.org/cat.png", messages[2].GetProperty("content")[2].GetProperty("image_url").GetProperty("url").GetString());
        var call = messages[3].GetProperty("tool_calls")[0];
        Assert.Equal("call_77", call.GetProperty("id").GetString());
        Assert.Equal("""{"city":"Köln"}""", call.GetProperty("function").GetProperty("arguments").GetString());
        Assert.Equal("21 degrees", messages[4].GetProperty("content").GetString());
    }

    [Fact]
    public async Task Complete_JsonSchema_ReachesTheProviderWhole()
    {
        var schema = new { type = "object", properties = new { answer = new { type = "string" } }, required = new[] { "answer" }, additionalProperties = false };

        using var response = await server.PostAsync("chat/completions", new
        {
            model = "json",
            messages = new[] { new { role = "user", content = "Reply" } },
            response_format = new { type = "json_schema", json_schema = new { name = "reply", description = "A reply.", strict = true, schema } },
        });

        var answer = (await OpenAiServer.JsonAsync(response)).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
        Assert.Equal("fixed", JsonDocument.Parse(answer!).RootElement.GetProperty("answer").GetString());
        var format = server.Sent.GetProperty("response_format").GetProperty("json_schema");
        Assert.Equal("reply", format.GetProperty("name").GetString());
        Assert.True(format.GetProperty("strict").GetBoolean());
        Assert.Equal(JsonSerializer.Serialize(schema), format.GetProperty("schema").GetRawText());
    }

    [Fact]
    public async Task Complete_ClientsTool_IsCalledByTheClientAlone()
    {
        using var response = await server.PostAsync("chat/completions", new
        {
            model = "tool", messages = new[] { new { role = "user", content = "The weather in Paris?" } }, tools = new[] { Weather },
        });

        var choice = (await OpenAiServer.JsonAsync(response)).GetProperty("choices")[0];
        Assert.Equal("tool_calls", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(JsonValueKind.Null, choice.GetProperty("message").GetProperty("content").ValueKind);
        var call = Assert.Single(choice.GetProperty("message").GetProperty("tool_calls").EnumerateArray());
        Assert.Equal("function", call.GetProperty("type").GetString());
        Assert.Equal("call_fake1", call.GetProperty("id").GetString());
        Assert.Equal("get_weather", call.GetProperty("function").GetProperty("name").GetString());
        Assert.Equal("""{"city":"Paris"}""", call.GetProperty("function").GetProperty("arguments").GetString());
    }
}
