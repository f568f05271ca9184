using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Parley.Models;

namespace Parley.Server.Tests.OpenAi;

public sealed class OpenAiErrorTests(OpenAiServer server) : IClassFixture<OpenAiServer>
{
    private const string Hello = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";

    public static TheoryData<string, string?> BadBodies => new()
    {
        { "not json", null },
        { "[]", null },
        { "null", null },
        { "", null },
        { "{\"model\":\"a\",\"model\":\"b\"}", null },
        { $$"""{"x":{{new string('[', 200)}}{{new string(']', 200)}}}""", null },
        { $"{{{Hello}}}", "model" },
        { """{"model":5}""", "model" },
        { """{"model":"ok-1x0"}""", "messages" },
        { """{"model":"ok-1x0","messages":"hello"}""", "messages" },
        { """{"model":"ok-1x0","messages":[]}""", "messages" },
        { """{"model":"ok-1x0","messages":["hello"]}""", "messages[0]" },
        { """{"model":"ok-1x0","messages":[{"content":"x"}]}""", "messages[0].role" },
        { """{"model":"ok-1x0","messages":[{"role":"king","content":"x"}]}""", "messages[0].role" },
        { """{"model":"ok-1x0","messages":[{"role":"function","content":"x"}]}""", "messages[0].role" },
        { """{"model":"ok-1x0","messages":[{"role":"user"}]}""", "messages[0].content" },
        { """{"model":"ok-1x0","messages":[{"role":"user","content":5}]}""", "messages[0].content" },
        { """{"model":"ok-1x0","messages":[{"role":"user","content":"\ud800"}]}""", "messages[0].content" },
        { """{"model":"ok-1x0","messages":[{"role":"user","content":[{"type":"video"}]}]}""", "messages[0].content[0].type" },
        { """{"model":"ok-1x0","messages":[{"role":"user","content":[{"type":"input_audio"}]}]}""", "messages[0].content[0].type" },
        { """{"model":"ok-1x0","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"file:///etc/passwd"}}]}]}""", "messages[0].content[0].image_url.url" },
        { """{"model":"ok-1x0","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,%%"}}]}]}""", "messages[0].content[0].image_url.url" },
        { """{"model":"ok-1x0","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:text/html;base64,AAAA"}}]}]}""", "messages[0].content[0].image_url.url" },
        { """{"model":"ok-1x0","messages":[{"role":"system","content":[{"type":"image_url"}]}]}""", "messages[0].content[0].type" },
        { """{"model":"ok-1x0","messages":[{"role":"assistant"}]}""", "messages[0].content" },
        { """{"model":"ok-1x0","messages":[{"role":"assistant","tool_calls":[{"id":"1","function":{"name":"f","arguments":"[1]"}}]}]}""", "messages[0].tool_calls[0].function.arguments" },
        { """{"model":"ok-1x0","messages":[{"role":"tool","tool_call_id":"call_1","content":"x"}]}""", "messages[0].tool_call_id" },
        { With(""" "temperature":"hot" """), "temperature" },
        { With(""" "temperature":3 """), "temperature" },
        { With(""" "temperature":1e999 """), "temperature" },
        { With(""" "max_tokens":0 """), "max_tokens" },
        { With(""" "max_tokens":1.5 """), "max_tokens" },
        { With(""" "max_tokens":5,"max_completion_tokens":6 """), "max_tokens" },
        { With(""" "stream":"yes" """), "stream" },
        { With(""" "stream_options":{"include_usage":true} """), "stream_options" },
        { With(""" "stop":["a","b","c","d","e"] """), "stop" },
        { With(""" "stop":[""] """), "stop[0]" },
        { With(""" "n":2 """), "n" },
        { With(""" "logprobs":true """), "logprobs" },
        { With(""" "logit_bias":{"50256":-100} """), "logit_bias" },
        { With(""" "functions":[] """), "functions" },
        { With(""" "store":true """), "store" },
        { With(""" "top_k":5 """), "top_k" },
        { With(""" "reasoning_effort":"minimal" """), "reasoning_effort" },
        { With(""" "tool_choice":"auto" """), "tool_choice" },
        { With(""" "tools":[{"type":"web_search"}] """), "tools[0].type" },
        { With(""" "tools":[{"type":"function","function":{"name":"no spaces"}}] """), "tools[0].function.name" },
        { With(""" "tools":[{"type":"function","function":{"name":"f","parameters":[]}}] """), "tools[0].function.parameters" },
        { With(""" "tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":{"type":"function","function":{"name":"g"}} """), "tool_choice.function.name" },
        { With(""" "response_format":{"type":"xml"} """), "response_format.type" },
        { With(""" "response_format":{"type":"json_schema","json_schema":{"name":"x"}} """), "response_format.json_schema.schema" },
    };

    private static string With(string fields) => $"{{\"model\":\"ok-1x0\",{Hello},{fields}}}";

    [Theory, MemberData(nameof(BadBodies))]
    public async Task Complete_BadBody_NamesTheParameterAndAsksNobody(string body, string? param)
    {
        var before = server.Fake.Requests.Count;

        using var response = await server.PostAsync("chat/completions", Encoding.UTF8.GetBytes(body));

        var error = await OpenAiServer.ErrorAsync(response, 400);
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.Equal(before, server.Fake.Requests.Count);
    }

    [Theory]
    [InlineData("nobody/fail-404"), InlineData("offline/other"), InlineData("fail-404"), InlineData("openai/fail-404")]
    public async Task Complete_UnknownModel_IsNotFound(string model)
    {
        foreach (var stream in new[] { false, true })
        {
            using var response = await server.AskAsync(model, stream: stream);

            var error = await OpenAiServer.ErrorAsync(response, 404);
            Assert.Equal("model_not_found", error.GetProperty("code").GetString());
            Assert.Equal("model", error.GetProperty("param").GetString());
        }
    }

    [Fact]
    public async Task Complete_UnknownModelAndADefaultProviderThatKnowsItsOwn_IsNotFound()
    {
        await using var offline = new TestServer(("Models:DefaultProvider", "offline"));

        using var response = await offline.Client.PostAsync(
            "/v1/chat/completions", JsonContent.Create(new { model = "gpt-4o", messages = new[] { new { role = "user", content = "x" } } }), TestContext.Current.CancellationToken);

        Assert.Equal("model_not_found", (await OpenAiServer.ErrorAsync(response, 404)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("fail-400", 400, "invalid_request_error", null, false)]
    [InlineData("fail-401", 502, "server_error", "provider_error", false)]
    [InlineData("fail-429-7", 429, "rate_limit_error", "rate_limit_exceeded", true)]
    [InlineData("fail-500", 502, "server_error", "provider_error", true)]
    [InlineData("fail-504", 504, "server_error", "timeout", true)]
    [InlineData("context", 400, "invalid_request_error", "context_length_exceeded", false)]
    [InlineData("blocked", 400, "invalid_request_error", "content_filter", false)]
    [InlineData("reset", 502, "server_error", "provider_error", true)]
    public async Task Complete_ProviderFails_HasAStatusOfItsOwnAlsoAsAStream(string model, int status, string type, string? code, bool retryable)
    {
        foreach (var stream in new[] { false, true })
        {
            using var response = await server.AskAsync(model, stream: stream);

            var error = await OpenAiServer.ErrorAsync(response, status);
            Assert.Equal(type, error.GetProperty("type").GetString());
            Assert.Equal(code, error.GetProperty("code").GetString());
            Assert.Equal(model is "fail-429-7" ? ["7"] : [], response.Headers.TryGetValues("Retry-After", out var wait) ? wait : []);
            Assert.Equal(!retryable && status >= 500, response.Headers.Contains("x-should-retry"));
            Assert.DoesNotContain("sk-upstream", error.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("GET", "chat/completions", 405, "method_not_allowed")]
    [InlineData("DELETE", "models", 405, "method_not_allowed")]
    [InlineData("GET", "nothing", 404, "unknown_url")]
    [InlineData("POST", "responses", 404, "unknown_url")]
    [InlineData("GET", "", 404, "unknown_url")]
    [InlineData("GET", "models/nobody%2Fx", 404, "model_not_found")]
    public async Task Any_WrongAddressOrMethod_IsAnErrorAndNotThePage(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Address, path));

        using var response = await server.Server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(code, (await OpenAiServer.ErrorAsync(response, status)).GetProperty("code").GetString());
    }

    [Theory, InlineData("text/plain"), InlineData(null)]
    public async Task Complete_NotJson_IsUnsupported(string? type)
    {
        using var response = await server.PostAsync("chat/completions", "{}"u8.ToArray(), type);

        Assert.Equal("unsupported_type", (await OpenAiServer.ErrorAsync(response, 415)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Complete_TooLarge_IsToldSo()
    {
        using var response = await server.PostAsync("chat/completions", new byte[17 * 1024 * 1024]);

        var error = await OpenAiServer.ErrorAsync(response, 413);
        Assert.Contains("16,384 KiB", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_FromAForeignPage_IsForbidden()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "chat/completions")) { Headers = { { "Origin", "https://evil.example" } } };

        using var response = await server.Server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("permission_error", (await OpenAiServer.ErrorAsync(response, 403)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Any_ForeignHostName_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "models")) { Headers = { Host = "evil.example" } };

        using var response = await server.Server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task Complete_UnexpectedFailure_TellsNothingOfIt()
    {
        var asked = server.AskAsync("scripted/script-1");
        (await server.Server.Model.AskedAsync()).Fail(new InvalidOperationException("secret inner workings"));

        using var response = await asked;
        var error = await OpenAiServer.ErrorAsync(response, 500);
        Assert.DoesNotContain("secret", error.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ProviderFailsInTheMiddle_TellsNothingOfTheUnexpected()
    {
        var asked = server.AskAsync("scripted/script-1", stream: true);
        (await server.Server.Model.AskedAsync()).Say("x").Fail(new InvalidOperationException("secret inner workings"));

        using var response = await asked;
        var events = await OpenAiServer.CutEventsAsync(response);
        Assert.Equal("server_error", JsonDocument.Parse(events[^1]).RootElement.GetProperty("error").GetProperty("type").GetString());
        Assert.DoesNotContain("secret", string.Concat(events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ProviderIsLimited_SaysSoAlsoInTheMiddle()
    {
        var asked = server.AskAsync("scripted/script-1", stream: true);
        (await server.Server.Model.AskedAsync()).Say("x").Fail(new ModelException(ModelErrorKind.RateLimited, "scripted", "Too many. Try again in 7 s."));

        using var response = await asked;
        var error = JsonDocument.Parse((await OpenAiServer.CutEventsAsync(response))[^1]).RootElement.GetProperty("error");
        Assert.Equal("rate_limit_exceeded", error.GetProperty("code").GetString());
    }
}
