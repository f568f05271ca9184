using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.Anthropic;

/// <summary>
/// Reads the events of a message. Deltas, one for every token, are read where they lie; the few others as elements.
/// </summary>
internal sealed class AnthropicStreamReader : WireStreamReader
{
    private ChatFinishReason? _stopReason;

    public override ChatResponseUpdate? Read(string eventType, ReadOnlySpan<byte> data)
    {
        switch (eventType)
        {
            case "content_block_delta":
                return ReadDelta(data);
            case "content_block_start":
                return ReadBlock(Parse(data));
            case "message_start":
                var message = Parse(data).Find("message");
                Id = message.Text("id");
                Model = message.Text("model");
                Usage = AnthropicFormat.Usage(message.Find("usage"), before: null);
                return null;
            case "message_delta":
                var end = Parse(data);
                _stopReason = AnthropicFormat.FinishReason(end.Find("delta").Text("stop_reason"));
                Usage = AnthropicFormat.Usage(end.Find("usage"), Usage);
                return null;
            case "message_stop":
                // Only now it is finished: a stop reason may still be followed by an error.
                FinishReason = _stopReason;
                IsOver = true;
                return null;
            case "error":
                var error = ProviderError.From(Parse(data));
                throw new WireException(error.KindInAnswer(), error.Message);
            default:
                return null;
        }
    }

    private static JsonElement Parse(ReadOnlySpan<byte> data)
    {
        var json = new Utf8JsonReader(data);
        return JsonElement.ParseValue(ref json);
    }

    private ChatResponseUpdate? ReadBlock(JsonElement start)
    {
        var block = start.Find("content_block");
        switch (block.Text("type"))
        {
            case "tool_use":
                Calls.Add((int?)start.Count("index"), block.Text("id"), block.Text("name"), null);
                return Update();
            case "redacted_thinking":
                return Update(new TextReasoningContent("") { ProtectedData = block.Text("data") });
            case "text" when block.Text("text") is { Length: > 0 } text:
                return Update(new TextContent(text));
            default:
                return null;
        }
    }

    private ChatResponseUpdate? ReadDelta(ReadOnlySpan<byte> data)
    {
        var json = new Utf8JsonReader(data);
        json.Read();
        int? index = null;
        AIContent? content = null;
        string? arguments = null;
        while (json.NextProperty())
        {
            if (json.ValueTextEquals("index"u8))
            {
                index = json.ReadIndex();
            }
            else if (json.ValueTextEquals("delta"u8) && json.EnterObject())
            {
                ReadContent(ref json, ref content, ref arguments);
            }
            else
            {
                json.Skip();
            }
        }

        if (arguments is not null)
        {
            Calls.Add(index, null, null, arguments);
            return Update();
        }

        return content is null ? null : Update(content);
    }

    private static void ReadContent(ref Utf8JsonReader json, ref AIContent? content, ref string? arguments)
    {
        while (json.NextProperty())
        {
            if (json.ValueTextEquals("text"u8))
            {
                content = new TextContent(json.ReadText());
            }
            else if (json.ValueTextEquals("thinking"u8))
            {
                content = new TextReasoningContent(json.ReadText());
            }
            else if (json.ValueTextEquals("signature"u8))
            {
                content = new TextReasoningContent("") { ProtectedData = json.ReadText() };
            }
            else if (json.ValueTextEquals("partial_json"u8))
            {
                arguments = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }
    }
}
