using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Models;

namespace Parley.Integrations.Providers.Wire;

/// <summary>Says every failure of one provider as a <see cref="ModelException"/> whose message people may see.</summary>
internal sealed class WireFailures(WireEndpoint endpoint, TimeProvider time)
{
    /// <summary>An error's body is read no further than this.</summary>
    private const int BodyLimit = 64 * 1024;

    private readonly string _name = endpoint.DisplayName;

    /// <summary>A status that is not success.</summary>
    public async Task<ModelException> FromResponseAsync(
        HttpResponseMessage response, string model, IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var error = ProviderError.Parse(await ReadBodyAsync(response, cancellationToken));
        var kind = error.KindOf(response.StatusCode);
        var wait = RetryAfter.Read(response.Headers, time.GetUtcNow());
        var message = Message(kind, (int)response.StatusCode, model, wait);
        var said = SafeText.Of(error.Message, endpoint.Key(), messages);
        return new ModelException(kind, endpoint.Provider, said.Length > 0 ? $"{message} It said: {said}" : message)
        {
            RetryAfter = wait,
        };
    }

    /// <summary>A failure of the connection, or of the answer. Null for what is not ours to explain.</summary>
    public ModelException? FromException(Exception exception, IReadOnlyList<ChatMessage> messages) => exception switch
    {
        WireException e => New(e.Kind, $"{_name} failed: {SafeText.Of(e.Message, endpoint.Key(), messages).TrimEnd('.')}. {Advice(e.Kind)}", e),
        JsonException e => New(ModelErrorKind.Unavailable, $"{_name} sent an answer that cannot be read. Try again.", e),
        // The caller did not cancel: it is the connect time-out.
        OperationCanceledException e => New(ModelErrorKind.Timeout, $"{_name} could not be reached in time. Check that its address is right.", e),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } e =>
            New(ModelErrorKind.Unavailable, $"{_name} cannot be reached. Check that it runs and that its address is right.", e),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } e =>
            New(ModelErrorKind.Unavailable, $"No secure connection to {_name} could be made. Check its address and certificate.", e),
        HttpRequestException or IOException => New(ModelErrorKind.Unavailable, $"The connection to {_name} broke. Try again.", exception),
        _ => null,
    };

    /// <summary>A stream that ended before the provider said that it is finished.</summary>
    public ModelException CutShort() =>
        New(ModelErrorKind.Unavailable, $"{_name} ended the answer before it was finished. Try again.", null);

    private ModelException New(ModelErrorKind kind, string message, Exception? inner) => new(kind, endpoint.Provider, message, inner);

    private string Message(ModelErrorKind kind, int status, string model, TimeSpan? wait) => kind switch
    {
        ModelErrorKind.RateLimited when wait is { } time =>
            string.Create(CultureInfo.InvariantCulture, $"{_name} limits the rate of requests. Try again in {Math.Ceiling(time.TotalSeconds)} s."),
        ModelErrorKind.RateLimited => $"{_name} limits the rate of requests. Try again in a moment.",
        ModelErrorKind.Authentication when status is 402 or 429 => $"The account at {_name} has no credit left. Top it up or use another provider.",
        ModelErrorKind.Authentication => $"{_name} refused the key ({status}). Check that it is set, valid and allowed to use the model.",
        ModelErrorKind.ModelNotFound => $"{_name} has no model '{Short(model)}' at this address. Check the model's name and the address.",
        ModelErrorKind.Timeout => $"{_name} ran out of time ({status}). Try again.",
        ModelErrorKind.InvalidRequest => $"{_name} refused the request ({status}).",
        ModelErrorKind.Unavailable => $"{_name} is unavailable ({status}). Try again.",
        _ => $"{_name} refused the request ({status}). {Advice(kind)}",
    };

    private static string Advice(ModelErrorKind kind) => kind switch
    {
        ModelErrorKind.ContextTooLong => "The conversation does not fit the model: shorten it, or use a model with a larger context.",
        ModelErrorKind.ContentFiltered => "Its content policy does not allow the prompt: rephrase it.",
        ModelErrorKind.InvalidRequest => "Change the request.",
        ModelErrorKind.Authentication => "Check the key.",
        ModelErrorKind.ModelNotFound => "Check the model's name.",
        _ => "Try again.",
    };

    private static string Short(string model) => model.Length <= 100 ? model : model[..100] + "…";

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[BodyLimit];
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return buffer.AsMemory(0, await body.ReadAtLeastAsync(buffer, BodyLimit, throwOnEndOfStream: false, cancellationToken));
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // The status alone says enough.
            return default;
        }
    }
}
