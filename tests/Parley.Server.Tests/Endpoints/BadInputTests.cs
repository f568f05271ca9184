using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Parley.Server.Tests.Endpoints;

public sealed class BadInputTests : IAsyncDisposable
{
    private readonly TestServer _server = new();

    public static TheoryData<string, string, int, string> Bodies => new()
    {
        { "no message", "{}", 400, "message" },
        { "empty message", """{"message":""}""", 400, "message" },
        { "blank message", """{"message":" \n\t "}""", 400, "message" },
        { "null message", """{"message":null}""", 400, "message" },
        { "too long", $$"""{"message":"{{new string('x', 100_001)}}"}""", 400, "message" },
        { "NUL", """{"message":"a\u0000b"}""", 400, "message" },
        { "lone surrogate", """{"message":"\ud800"}""", 400, "message" },
        { "message is a number", """{"message":5}""", 400, "message" },
        { "message is an object", """{"message":{"text":"x"}}""", 400, "message" },
        { "temperature 9", """{"message":"x","temperature":9}""", 400, "temperature" },
        { "temperature is text", """{"message":"x","temperature":"hot"}""", 400, "temperature" },
        { "temperature is huge", """{"message":"x","temperature":1e999}""", 400, "temperature" },
        { "max_tokens 0", """{"message":"x","max_tokens":0}""", 400, "max_tokens" },
        { "max_tokens is a fraction", """{"message":"x","max_tokens":1.5}""", 400, "max_tokens" },
        { "max_tokens is too large", """{"message":"x","max_tokens":99999999999}""", 400, "max_tokens" },
        { "unknown provider", """{"message":"x","provider":"nobody"}""", 400, "provider" },
        { "model with control characters", """{"message":"x","model":"a\nb"}""", 400, "model" },
        { "on_disconnect", """{"message":"x","on_disconnect":"explode"}""", 400, "on_disconnect" },
        { "conversation is a number", """{"message":"x","conversation_id":7}""", 400, "conversation_id" },
        { "not JSON", """{"message": "x" """, 400, "body" },
        { "an array", """["message"]""", 400, "body" },
        { "null", "null", 400, "body" },
        { "empty", "", 400, "body" },
        { "twice the same", """{"message":"x","message":"y"}""", 400, "body" },
        { "deep", $$"""{"message":"x","x":{{new string('[', 5000)}}{{new string(']', 5000)}}}""", 400, "body" },
    };

    [Theory, MemberData(nameof(Bodies))]
    public async Task Stream_BadBody_NamesTheFieldAndStoresNothing(string what, string body, int status, string field)
    {
        foreach (var path in new[] { "chat", "chat/stream" })
        {
            using var response = await PostAsync(path, Encoding.UTF8.GetBytes(body));

            var problem = await ProblemAsync(response);
            Assert.True(status == (int)response.StatusCode, $"{what}: {(int)response.StatusCode} {problem}");
            Assert.Equal("VALIDATION_ERROR", problem.GetProperty("code").GetString());
            Assert.Contains(field, problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        }

        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Stream_SeveralFieldsWrong_NamesAll()
    {
        using var types = await PostAsync("chat/stream", """{"message":1,"temperature":"x","max_tokens":"y"}"""u8.ToArray());
        using var values = await PostAsync("chat/stream", """{"message":"","temperature":3,"max_tokens":-1}"""u8.ToArray());

        foreach (var response in new[] { types, values })
        {
            var errors = (await ProblemAsync(response)).GetProperty("errors").EnumerateObject().Select(e => e.Name);
            Assert.Equal(["max_tokens", "message", "temperature"], errors.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Stream_InvalidUtf8_IsRefused()
    {
        using var response = await PostAsync("chat/stream", [.. """{"message":" """u8, 0xC3, 0x28, 0xFF, .. "\"}"u8]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("message", (await ProblemAsync(response)).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Stream_TenMegabytes_IsTooLarge()
    {
        using var response = await PostAsync("chat/stream", new byte[10 * 1024 * 1024]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        var problem = await ProblemAsync(response);
        Assert.Equal("TOO_LARGE", problem.GetProperty("code").GetString());
        Assert.Contains("1,024 KiB", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("conv_01m7y90072edxa8021d01dfqw0")]
    [InlineData("conv_zzz")]
    [InlineData("'; DROP TABLE conversations; --")]
    public async Task Stream_UnknownConversation_IsNotFoundAndStoresNothing(string id)
    {
        using var response = await _server.Client.StreamAsync(new { message = "x", conversation_id = id });

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("CONVERSATION_NOT_FOUND", (await ProblemAsync(response)).GetProperty("code").GetString());
        await AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Stream_NotJson_IsUnsupported(string? type)
    {
        using var response = await PostAsync("chat/stream", """{"message":"x"}"""u8.ToArray(), type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("UNSUPPORTED_TYPE", (await ProblemAsync(response)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost.evil.example")]
    public async Task Change_FromAForeignPage_IsForbidden(string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "conversations") { Headers = { { "Origin", origin } } };

        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        await AssertNothingStoredAsync();
    }

    [Fact]
    public async Task Any_ForeignHostName_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "conversations") { Headers = { Host = "evil.example" } };

        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("conversations?limit=0", "limit")]
    [InlineData("conversations?limit=101", "limit")]
    [InlineData("conversations?limit=x&offset=-1", "offset")]
    [InlineData("conversations?sort=owner_id", "sort")]
    [InlineData("conversations?order=up", "order")]
    [InlineData("chat/stream/turn_x?after=-1", "Last-Event-ID")]
    public async Task Get_BadQuery_NamesTheParameter(string path, string field)
    {
        using var response = await _server.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(field, (await ProblemAsync(response)).GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Theory]
    [InlineData("GET", "nothing/here", 404, "NOT_FOUND")]
    [InlineData("PUT", "conversations", 405, "METHOD_NOT_ALLOWED")]
    [InlineData("DELETE", "chat", 405, "METHOD_NOT_ALLOWED")]
    public async Task Any_WrongAddressOrMethod_IsAProblem(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, (await ProblemAsync(response)).GetProperty("code").GetString());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task<HttpResponseMessage> PostAsync(string path, byte[] body, string? type = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return _server.Client.PostAsync(path, content, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("trace_id").GetString()!);
        Assert.DoesNotContain(" at Parley.", problem.GetRawText(), StringComparison.Ordinal);
        return problem;
    }

    private async Task AssertNothingStoredAsync()
    {
        var list = await _server.Client.GetFromJsonAsync<JsonElement>("conversations", TestContext.Current.CancellationToken);
        Assert.Equal(0, list.GetProperty("pagination").GetProperty("total").GetInt32());
        Assert.Empty(_server.Model.Prompts);
    }
}
