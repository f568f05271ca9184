using System.Globalization;
using System.Net;
using System.Text.Json;
using Parley.Integrations.Providers.Wire;

namespace Parley.Integrations.VectorStores.Http;

/// <summary>Says what went wrong with a call, and what can be done about it.</summary>
internal sealed class StoreFailures(StoreEndpoint endpoint, TimeProvider clock)
{
    /// <summary>An error's body is read no further than this.</summary>
    private const int BodyLimit = 16 * 1024;

    private readonly string _name = endpoint.Name;

    /// <summary>A status that is not success.</summary>
    public async Task<StoreException> FromResponseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var wait = RetryAfter.Read(response.Headers, clock.GetUtcNow());
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                new($"{_name} refused the key ({status}). Check {endpoint.KeySetting}.", isTransient: false),
            HttpStatusCode.TooManyRequests => new(Limited(wait), isTransient: true) { RetryAfter = wait },
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
                new($"{_name} is unavailable ({status}). Try again; if it stays so, look at its log.", isTransient: true) { RetryAfter = wait },
            _ => new($"{_name} refused the request ({status}).{Said(await ReadBodyAsync(response, cancellationToken))}", isTransient: false),
        };
    }

    /// <summary>A failure of the connection, or of the answer. Null for what is not ours to explain.</summary>
    public StoreException? FromException(Exception exception) => exception switch
    {
        OperationCanceledException => new($"{_name} did not answer in time. Try again; if it stays so, check {endpoint.AddressSetting} and its log.", isTransient: true, exception),
        JsonException or WireException => new($"{_name} sent an answer that cannot be read. Try again; if it stays so, check {endpoint.AddressSetting} and its version.", isTransient: true, exception),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new($"No secure connection to {_name} could be made. Check {endpoint.AddressSetting} and its certificate.", isTransient: false, exception),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } =>
            new($"{_name} cannot be reached. Check that it runs and that {endpoint.AddressSetting} is right.", isTransient: true, exception),
        HttpRequestException or IOException => new($"The connection to {_name} broke. Try again.", isTransient: true, exception),
        _ => null,
    };

    private string Limited(TimeSpan? wait) => wait is { } time
        ? string.Create(CultureInfo.InvariantCulture, $"{_name} limits the rate of requests. Try again in {Math.Ceiling(time.TotalSeconds)} s.")
        : $"{_name} limits the rate of requests. Try again in a moment.";

    private string Said(string body) => SafeText.Of(body, endpoint.Key ?? "", []) is { Length: > 0 } said ? $" It said: {said}" : "";

    // Qdrant says it in status.error, Pinecone in message.
    private static async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[BodyLimit];
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var length = await body.ReadAtLeastAsync(buffer, BodyLimit, throwOnEndOfStream: false, cancellationToken);
            using var json = JsonDocument.Parse(buffer.AsMemory(0, length));
            var root = json.RootElement;
            return root.ValueKind is not JsonValueKind.Object ? ""
                : root.TryGetProperty("status", out var state) && state.ValueKind is JsonValueKind.Object && state.TryGetProperty("error", out var error) ? error.ToString()
                : root.TryGetProperty("message", out var message) ? message.ToString()
                : "";
        }
        catch (Exception e) when (e is IOException or HttpRequestException or JsonException)
        {
            // The status alone has to say enough.
            return "";
        }
    }
}
