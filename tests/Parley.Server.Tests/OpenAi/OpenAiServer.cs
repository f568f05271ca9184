using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using FakeLlm;

namespace Parley.Server.Tests.OpenAi;

/// <summary>The real host with the fake behind it as the default provider, and a client for <c>/v1</c>.</summary>
public sealed class OpenAiServer : IAsyncLifetime
{
    /// <summary>One call upstream for one of ours: what the pipeline makes of failures is tested elsewhere.</summary>
    private static readonly (string, string)[] Plain = [("Retries:MaxAttempts", "1"), ("Breakers:Failures", "100")];

    /// <summary>How long something may take on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly (string, string)[] _settings;
    private FakeLlmServer? _fake;
    private TestServer? _server;

    public OpenAiServer()
        : this([])
    {
    }

    internal OpenAiServer(params (string Key, string Value)[] settings) => _settings = settings;

    public FakeLlmServer Fake => _fake!;

    public TestServer Server => _server!;

    public Uri Address => new(Server.Client.BaseAddress!, "/v1/");

    /// <summary>The body of the last request that reached the provider.</summary>
    public JsonElement Sent => JsonDocument.Parse(Fake.Requests[^1].Body).RootElement;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeLlmServer.StartAsync(cancellationToken: CancellationToken);
        _server = new TestServer(
        [
            ("Providers:OpenAI:BaseUrl", _fake.BaseUrl.ToString()), ("Providers:OpenAI:ApiKey", "sk-upstream-0123456789abcdef"),
            ("Providers:OpenAI:Model", "ok-5x0"), ("Models:DefaultProvider", "openai"), .. Plain, .. _settings,
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Fake.DisposeAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Server.Client.GetAsync(new Uri(Address, path), CancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, object body) => PostAsync(path, JsonSerializer.SerializeToUtf8Bytes(body));

    public Task<HttpResponseMessage> PostAsync(string path, byte[] body, string? type = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return Server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken);
    }

    /// <summary>Asks a model one question.</summary>
    public Task<HttpResponseMessage> AskAsync(string model, string text = "Hello", bool stream = false) =>
        PostAsync("chat/completions", new { model, stream, messages = new[] { new { role = "user", content = text } } });

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(CancellationToken)).RootElement;

    /// <summary>The error of a response, whose status and shape are checked.</summary>
    public static async Task<JsonElement> ErrorAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync(CancellationToken);
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("req_", response.Headers.GetValues("x-request-id").Single(), StringComparison.Ordinal);
        var error = JsonDocument.Parse(text).RootElement.GetProperty("error");
        Assert.Equal(["message", "type", "param", "code"], error.EnumerateObject().Select(property => property.Name));
        Assert.NotEqual("", error.GetProperty("message").GetString());
        return error;
    }

    /// <summary>The data of every event, as text.</summary>
    public static async Task<List<string>> EventsAsync(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync(CancellationToken));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var events = new List<string>();
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(CancellationToken), (_, data) => Encoding.UTF8.GetString(data));
        await foreach (var item in parser.EnumerateAsync(CancellationToken))
        {
            events.Add(item.Data);
        }

        return events;
    }

    /// <summary>The events of a stream whose body has no end: what came before, and the certainty that it was cut.</summary>
    public static async Task<List<string>> CutEventsAsync(HttpResponseMessage response)
    {
        var events = new List<string>();
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(CancellationToken), (_, data) => Encoding.UTF8.GetString(data));
        var cut = await Assert.ThrowsAsync<HttpIOException>(async () =>
        {
            await foreach (var item in parser.EnumerateAsync(CancellationToken))
            {
                events.Add(item.Data);
            }
        });
        Assert.Equal(HttpRequestError.ResponseEnded, cut.HttpRequestError);
        return events;
    }

    public static string Text(IEnumerable<JsonElement> chunks) => string.Concat(chunks
        .SelectMany(chunk => chunk.GetProperty("choices").EnumerateArray())
        .Select(choice => choice.GetProperty("delta").TryGetProperty("content", out var content) ? content.GetString() : ""));
}
