using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire;

/// <summary>A chat client that speaks a <see cref="WireFormat"/> over HTTP.</summary>
internal sealed class WireChatClient(WireConnection connection, WireFormat format) : IChatClient
{
    /// <summary>No event of a stream, and so no line, is longer.</summary>
    private const int EventLimit = 1024 * 1024;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        // The body is read by a JSON parser, not by a browser: letters stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = Request(messages, options, stream: false);
        try
        {
            using var response = await SendAsync(request, cancellationToken);
            using var answer = await WireConnection.ReadJsonAsync(response, cancellationToken);
            return format.ReadAnswer(answer.RootElement);
        }
        catch (Exception e) when (connection.Explain(e, request.Messages, cancellationToken) is { } explained)
        {
            throw explained;
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = Request(messages, options, stream: true);
        HttpResponseMessage response;
        Stream body;
        try
        {
            response = await SendAsync(request, cancellationToken);
            body = await response.Content.ReadAsStreamAsync(cancellationToken);
        }
        catch (Exception e) when (connection.Explain(e, request.Messages, cancellationToken) is { } explained)
        {
            throw explained;
        }

        using var disposeResponse = response;
        await using var bounded = new BoundedStream(body, EventLimit);
        var reader = format.CreateStreamReader();
        await using var events = format.ReadEventsAsync(bounded, reader, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (!reader.IsOver)
        {
            try
            {
                if (!await events.MoveNextAsync())
                {
                    break;
                }
            }
            catch (Exception e) when (connection.Explain(e, request.Messages, cancellationToken) is { } explained)
            {
                throw explained;
            }

            bounded.Restart();
            if (events.Current.Data is { } update)
            {
                yield return update;
            }
        }

        yield return reader.FinishReason is null ? throw connection.CutShort() : reader.Finish();
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? Metadata()
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    public void Dispose()
    {
        // The connections belong to WireHttp.
    }

    private ChatClientMetadata Metadata() =>
        new(connection.Endpoint.Provider, connection.Endpoint.Address, connection.Endpoint.DefaultModel());

    private WireRequest Request(IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var model = string.IsNullOrWhiteSpace(options?.ModelId) ? connection.Endpoint.DefaultModel() : options.ModelId;
        return new WireRequest(model, messages as IReadOnlyList<ChatMessage> ?? [.. messages], options ?? new ChatOptions(), stream);
    }

    private async Task<HttpResponseMessage> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        await using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            format.WriteRequest(json, request);
        }

        using var message = connection.Endpoint.CreateRequest(HttpMethod.Post, format.ChatPath);
        message.Content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await connection.SendAsync(message, request.Model, request.Messages, cancellationToken);
    }
}
