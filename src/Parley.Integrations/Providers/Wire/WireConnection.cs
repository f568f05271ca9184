using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Models;

namespace Parley.Integrations.Providers.Wire;

/// <summary>Calls one provider; all its failures leave here as <see cref="ModelException"/>. Never retries.</summary>
internal sealed class WireConnection(WireHttp http, WireEndpoint endpoint, TimeProvider time)
{
    /// <summary>No answer is longer.</summary>
    public const int AnswerLimit = 32 * 1024 * 1024;

    private readonly WireFailures _failures = new(endpoint, time);

    public WireEndpoint Endpoint => endpoint;

    /// <summary>A successful response, its body unread.</summary>
    /// <exception cref="ModelException">The provider refused.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage message, string model, IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var response = await http.SendAsync(message, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await _failures.FromResponseAsync(response, model, messages, cancellationToken);
        }
    }

    /// <summary>A GET for what is not a chat, such as the list of models.</summary>
    public async Task<JsonDocument> GetJsonAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var request = endpoint.CreateRequest(HttpMethod.Get, path);
            using var response = await SendAsync(request, endpoint.DefaultModel(), [], cancellationToken);
            return await ReadJsonAsync(response, cancellationToken);
        }
        catch (Exception e) when (Explain(e, [], cancellationToken) is { } explained)
        {
            throw explained;
        }
    }

    public static async Task<JsonDocument> ReadJsonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = new BoundedStream(await response.Content.ReadAsStreamAsync(cancellationToken), AnswerLimit);
        return await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
    }

    /// <summary>What to throw instead of <paramref name="exception"/>; null when it says enough itself.</summary>
    public Exception? Explain(Exception exception, IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            return exception is ModelException ? null : _failures.FromException(exception, messages);
        }

        // A connection that breaks because we closed it is a cancellation, whatever it calls itself.
        return exception is OperationCanceledException ? null : new OperationCanceledException(cancellationToken);
    }

    /// <summary>A stream that ended before the provider said that it is finished.</summary>
    public ModelException CutShort() => _failures.CutShort();
}
