using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire;

/// <summary>
/// How one family of providers spells requests and answers. Knows no provider's name and no HTTP. What it cannot read
/// is a <see cref="JsonException"/>, what the provider reports a <see cref="WireException"/>.
/// </summary>
internal abstract class WireFormat
{
    /// <summary>The chat endpoint, below the base address.</summary>
    public abstract string ChatPath { get; }

    public abstract void WriteRequest(Utf8JsonWriter json, in WireRequest request);

    public abstract ChatResponse ReadAnswer(JsonElement answer);

    /// <summary>A reader for one stream.</summary>
    public abstract WireStreamReader CreateStreamReader();

    /// <summary>Cuts the body into events and lets <paramref name="reader"/> read each where it lies.</summary>
    public virtual IAsyncEnumerable<SseItem<ChatResponseUpdate?>> ReadEventsAsync(
        Stream body, WireStreamReader reader, CancellationToken cancellationToken) =>
        SseParser.Create(body, reader.Read).EnumerateAsync(cancellationToken);
}
