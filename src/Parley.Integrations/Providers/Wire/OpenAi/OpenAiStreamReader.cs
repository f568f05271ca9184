using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.OpenAi;

/// <summary>Reads the chunks of a chat completion. Runs for every token: what is not needed is skipped unread.</summary>
internal sealed class OpenAiStreamReader : WireStreamReader
{
    private string? _text;
    private string? _reasoning;
    private bool _isAlive;

    public override ChatResponseUpdate? Read(string eventType, ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            IsOver = true;
            return null;
        }

        _text = _reasoning = null;
        _isAlive = false;
        var json = new Utf8JsonReader(data);
        json.Read();
        while (json.NextProperty())
        {
            ReadProperty(ref json);
        }

        return (_text, _reasoning) switch
        {
            ({ Length: > 0 }, null or "") => Update(new TextContent(_text)),
            (null or "", { Length: > 0 }) => Update(new TextReasoningContent(_reasoning)),
            ({ Length: > 0 }, _) => Update(new TextReasoningContent(_reasoning), new TextContent(_text)),
            _ => _isAlive ? Update() : null,
        };
    }

    private void ReadProperty(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("choices"u8))
        {
            json.Read();
            while (json.TokenType is JsonTokenType.StartArray or JsonTokenType.EndObject && json.Read() && json.TokenType is JsonTokenType.StartObject)
            {
                ReadChoice(ref json);
            }
        }
        else if (Id is null && json.ValueTextEquals("id"u8))
        {
            Id = json.ReadText();
        }
        else if (Model is null && json.ValueTextEquals("model"u8))
        {
            Model = json.ReadText();
        }
        else if (json.ValueTextEquals("usage"u8))
        {
            json.Read();
            Usage = OpenAiFormat.Usage(JsonElement.ParseValue(ref json)) ?? Usage;
        }
        else if (json.ValueTextEquals("error"u8))
        {
            ReadError(ref json);
        }
        else
        {
            json.Skip();
        }
    }

    private static void ReadError(ref Utf8JsonReader json)
    {
        json.Read();
        var error = JsonElement.ParseValue(ref json);
        if (error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            var said = ProviderError.From(error);
            throw new WireException(said.KindInAnswer(), said.Message);
        }
    }

    private void ReadChoice(ref Utf8JsonReader json)
    {
        while (json.NextProperty())
        {
            if (json.ValueTextEquals("delta"u8))
            {
                if (json.EnterObject())
                {
                    ReadDelta(ref json);
                }
            }
            else if (json.ValueTextEquals("finish_reason"u8))
            {
                FinishReason = OpenAiFormat.FinishReason(json.ReadText()) ?? FinishReason;
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadDelta(ref Utf8JsonReader json)
    {
        while (json.NextProperty())
        {
            if (json.ValueTextEquals("content"u8) || json.ValueTextEquals("refusal"u8))
            {
                _text += json.ReadText();
            }
            else if (json.ValueTextEquals("reasoning_content"u8) || json.ValueTextEquals("reasoning"u8))
            {
                _reasoning ??= json.ReadText();
            }
            else if (json.ValueTextEquals("tool_calls"u8))
            {
                ReadCalls(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadCalls(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType is not JsonTokenType.StartArray)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType is JsonTokenType.StartObject)
        {
            _isAlive = true;
            ReadCall(ref json);
        }
    }

    private void ReadCall(ref Utf8JsonReader json)
    {
        int? index = null;
        string? id = null, name = null, arguments = null;
        while (json.NextProperty())
        {
            if (json.ValueTextEquals("index"u8))
            {
                index = json.ReadIndex();
            }
            else if (json.ValueTextEquals("id"u8))
            {
                id = json.ReadText();
            }
            else if (json.ValueTextEquals("function"u8) && json.EnterObject())
            {
                while (json.NextProperty())
                {
                    if (json.ValueTextEquals("name"u8))
                    {
                        name = json.ReadText();
                    }
                    else if (json.ValueTextEquals("arguments"u8))
                    {
                        arguments = json.ReadText();
                    }
                    else
                    {
                        json.Skip();
                    }
                }
            }
            else
            {
                json.Skip();
            }
        }

        Calls.Add(index, id, name, arguments);
    }
}
