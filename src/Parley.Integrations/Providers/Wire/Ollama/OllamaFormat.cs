using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.Ollama;

/// <summary>Ollama's own chat endpoint: the compatible one hides thinking, the model's options and its timings.</summary>
internal sealed class OllamaFormat : WireFormat
{
    public override string ChatPath => "api/chat";

    public override void WriteRequest(Utf8JsonWriter json, in WireRequest request) => OllamaRequest.Write(json, request);

    public override ChatResponse ReadAnswer(JsonElement answer)
    {
        var chunk = new OllamaStreamReader();
        var update = chunk.Read(answer);
        if (chunk.FinishReason is null)
        {
            throw new JsonException("The answer says not that it is done.");
        }

        return new[] { update, chunk.Finish() }.OfType<ChatResponseUpdate>().ToChatResponse();
    }

    public override WireStreamReader CreateStreamReader() => new OllamaStreamReader();

    public override IAsyncEnumerable<SseItem<ChatResponseUpdate?>> ReadEventsAsync(
        Stream body, WireStreamReader reader, CancellationToken cancellationToken) =>
        NdjsonReader.ReadAsync(body, reader, cancellationToken);
}
