using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Parley.Chat;
using Parley.Cli.Ask;
using Parley.Errors;

namespace Parley.Cli.Remote;

/// <summary>A Parley server elsewhere, asked over its API with a key.</summary>
internal sealed class RemoteServer : IDisposable
{
    private readonly HttpClient _http;

    public RemoteServer(Uri address, string key)
    {
        // A redirect could lead the key elsewhere.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/api/v1/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Asks, and reads the answer to its end. Leaving early ends the answer there.</summary>
    /// <exception cref="AppException">There is no such server, or the answer broke off.</exception>
    public async Task<TurnAnswer> AskAsync(AskRequest request, string message, Action<TurnEvent> onEvent, CancellationToken cancellationToken)
    {
        try
        {
            using var asked = new HttpRequestMessage(HttpMethod.Post, "chat/stream") { Content = JsonContent.Create(Write(request, message), RemoteJson.Default.RemoteQuestion) };
            using var response = await _http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response is { IsSuccessStatusCode: true, Content.Headers.ContentType.MediaType: "text/event-stream" }
                ? await ReadAsync(response, onEvent, cancellationToken)
                : new(string.Empty, null, await ReadProblemAsync(response, cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Unreachable($"cannot be reached: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Calls the API.</summary>
    /// <exception cref="AppException">It refuses, in its own words, or cannot be reached.</exception>
    public async Task<T> CallAsync<T>(HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body };
            using var response = await _http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw new JsonException()
                : throw Refused(await ReadProblemAsync(response, cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Unreachable($"cannot be reached: {e.Message.TrimEnd('.')}.", e);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw Unreachable("answered, and not as a Parley server does.", e);
        }
    }

    public void Dispose() => _http.Dispose();

    private static AppException Refused(Problem problem) =>
        new(Enum.GetValues<ErrorCode>().FirstOrDefault(code => code.ToWireName() == problem.Code, ErrorCode.InternalError), problem.Detail) { Retryable = problem.Retryable };

    // PROVIDER/MODEL, as everywhere in this program.
    private static RemoteQuestion Write(AskRequest request, string message)
    {
        var (provider, model) = request is { Provider: null, Model: { } both } && both.Split('/', 2) is [var first, var rest] ? (first, rest) : (request.Provider, request.Model);
        return new(message, provider, model, request.Temperature, request.MaxTokens, "cancel");
    }

    private async Task<TurnAnswer> ReadAsync(HttpResponseMessage response, Action<TurnEvent> onEvent, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (Read(item) is not { } read)
            {
                continue;
            }

            TurnAnswer.Append(read, text);
            if (TurnAnswer.Ended(read, text) is { } answer)
            {
                return answer;
            }

            onEvent(read);
        }

        throw Unreachable("broke off in the middle of the answer.", null);
    }

    // An event of a newer server that this program does not know is passed over.
    private static TurnEvent? Read(SseItem<string> item) => TurnEventKinds.Parse(item.EventType) switch
    {
        < 0 => null,
        TurnEventKind.Token => new TurnEvent(0, TurnEventKind.Token, JsonSerializer.Deserialize(item.Data, RemoteJson.Default.RemoteToken)!.Token),
        var kind => new TurnEvent(0, kind, item.Data),
    };

    private async Task<Problem> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(RemoteJson.Default.Problem, cancellationToken) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw Unreachable($"answered {(int)response.StatusCode}, and not as a Parley server does.", e);
        }
    }

    private AppException Unreachable(string what, Exception? inner) =>
        new(ErrorCode.ServiceUnavailable, $"{_http.BaseAddress!.GetLeftPart(UriPartial.Authority)} {what}", inner) { Retryable = true };
}

internal sealed record RemoteQuestion(string Message, string? Provider, string? Model, double? Temperature, int? MaxTokens, string OnDisconnect);

internal sealed record RemoteToken(string Token);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RemoteQuestion))]
[JsonSerializable(typeof(RemoteToken))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class RemoteJson : JsonSerializerContext;
