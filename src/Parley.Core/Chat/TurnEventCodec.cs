using System.Buffers;
using System.Text.Json;

namespace Parley.Chat;

/// <summary>
/// Events as they are stored: a JSON array in which a token is a plain string and any other event is
/// <c>{"tool": {…}}</c>. Sequence numbers are not in it: they follow from the batch's first, one by one.
/// </summary>
internal static class TurnEventCodec
{
    public static byte[] Encode(ReadOnlySpan<TurnEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * events.Length + 16);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartArray();
        foreach (ref readonly var item in events)
        {
            if (item.Kind is TurnEventKind.Token)
            {
                writer.WriteStringValue(item.Payload);
                continue;
            }

            writer.WriteStartObject();
            writer.WritePropertyName(TurnEventKinds.Name(item.Kind));
            writer.WriteRawValue(item.Payload);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static IEnumerable<TurnEvent> Decode(TurnEventBatch batch)
    {
        using var document = JsonDocument.Parse(batch.Events);
        var sequence = batch.FirstSequence;
        foreach (var item in document.RootElement.EnumerateArray())
        {
            yield return item.ValueKind is JsonValueKind.String
                ? new TurnEvent(sequence++, TurnEventKind.Token, item.GetString()!)
                : DecodeObject(sequence++, item.EnumerateObject().Single());
        }
    }

    private static TurnEvent DecodeObject(long sequence, JsonProperty property) =>
        new(sequence, TurnEventKinds.Parse(property.Name), property.Value.GetRawText());
}
