using System.CommandLine;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Cli.Ask;
using Parley.Cli.Remote;
using Parley.Cli.Terminal;
using Parley.Errors;

namespace Parley.Cli.Tests.Remote;

public sealed class RemoteAskTests : IAsyncLifetime
{
    private const string Complete = """
        {"finish_reason":"stop","total_tokens":3,"tokens_used":{"prompt":1,"completion":2,"total":3},"cost":null,"degradation":"full","id":"msg_01h455vb4pex5vsknk084sn02q","user_message_id":"msg_01h455vb4pex5vsknk084sn02q","conversation_id":"conv_01h455vb4pex5vsknk084sn02q","turn_id":"turn_01h455vb4pex5vsknk084sn02q","title":"T","model":"m","provider":"p","timestamp":"2030-01-01T00:00:00Z"}
        """;

    private readonly WebApplication _app;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    public RemoteAskTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/api/v1/chat/stream", http => _answer(http));
    }

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Ask_Server_PrintsWhatItStreams()
    {
        var (authorization, body) = ("", default(JsonElement));
        _answer = async http =>
        {
            (authorization, body) = (http.Request.Headers.Authorization.ToString(), await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body));
            await StreamAsync(http, "event: token\ndata: {\"token\":\"Hello \",\"index\":0}", ": heartbeat", "event: later\ndata: {}", "event: token\ndata: {\"token\":\"there\",\"index\":1}", $"event: complete\ndata: {Complete}");
        };

        var code = await RunAsync(new AskRequest("Hi", null, "openai/gpt/x", 0.5, null, Json: false));

        Assert.Equal((0, "Hello there\n", ""), (code, _output.ToString(), _error.ToString()));
        Assert.Equal("Bearer the-key", authorization);
        Assert.Equal(("Hi", "openai", "gpt/x", 0.5, "cancel"), (Text(body, "message"), Text(body, "provider"), Text(body, "model"), body.GetProperty("temperature").GetDouble(), Text(body, "on_disconnect")));
        Assert.False(body.TryGetProperty("max_tokens", out _));
    }

    [Fact]
    public async Task Ask_ServerRefuses_SaysWhatItSays()
    {
        _answer = http =>
        {
            http.Response.StatusCode = 401;
            return http.Response.WriteAsJsonAsync(
                new { type = "t", title = "Sign-in is needed", status = 401, detail = "This key is not valid.", code = "AUTHENTICATION_ERROR", retryable = false },
                options: null, "application/problem+json");
        };

        Assert.Equal(1, await RunAsync(new AskRequest("Hi", null, null, null, null, Json: true)));

        Assert.Contains("This key is not valid.", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("AUTHENTICATION_ERROR", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_AnswerBreaksOffOrIsNoParley_Fails()
    {
        _answer = http => StreamAsync(http, "event: token\ndata: {\"token\":\"Hel\",\"index\":0}");
        Assert.Contains("broke off", (await Assert.ThrowsAsync<AppException>(() => RunAsync(new AskRequest("Hi", null, null, null, null, Json: false)))).Message, StringComparison.Ordinal);
        Assert.Equal("Hel\n", _output.ToString());

        _answer = http => http.Response.WriteAsync("<html>");
        Assert.Contains("not as a Parley server does", (await Assert.ThrowsAsync<AppException>(() => RunAsync(new AskRequest("Hi", null, null, null, null, Json: false)))).Message, StringComparison.Ordinal);

        // Nor is the key carried on to wherever a redirect points.
        _answer = http =>
        {
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<AppException>(() => RunAsync(new AskRequest("Hi", null, null, null, null, Json: false)));
    }

    [Theory]
    [InlineData("parley.example.com", "k", "no address")]
    [InlineData("ftp://parley.example.com", "k", "no address")]
    [InlineData("http://parley.example.com", "k", "Use https")]
    [InlineData("https://parley.example.com", "", "PARLEY_API_KEY")]
    [InlineData("", "k", "--server")]
    public void Options_Wrong_SayWhatWouldBeRight(string server, string key, string expected)
    {
        var error = Assert.Throws<UsageException>(() => Open(server, key));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_NoServer_IsNone()
    {
        Assert.Null(Open("", ""));
        using var server = Open("http://localhost:8000", "k");
        Assert.NotNull(server);
    }

    private static RemoteServer? Open(string server, string key)
    {
        var options = new RemoteOptionSet();
        var command = new Command("ask");
        options.AddTo(command);
        string[] args = [.. server.Length > 0 ? ["--server", server] : Array.Empty<string>(), .. key.Length > 0 ? ["--key", key] : Array.Empty<string>()];
        return options.Open(command.Parse(args));
    }

    private async Task<int> RunAsync(AskRequest request)
    {
        using var server = new RemoteServer(new Uri(_app.Urls.First()), "the-key");
        return await new RemoteAskRunner(server, new Screen(_output, _error, Style.None, Style.None)).RunAsync(request, request.Question);
    }

    private static async Task StreamAsync(HttpContext http, params string[] events)
    {
        http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync(string.Concat(events.Select(one => one + "\n\n")));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
