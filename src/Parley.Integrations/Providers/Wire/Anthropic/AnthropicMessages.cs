using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.Anthropic;

/// <summary>
/// Writes the messages as blocks. Only two roles exist, and neighbours of one role become one message: the results of
/// all calls of a turn must stand together. Empty texts are left out, since the API refuses them.
/// </summary>
internal static class AnthropicMessages
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ChatMessage> messages)
    {
        json.WriteStartArray("messages"u8);
        string? open = null;
        foreach (var message in messages)
        {
            if (message.Role == ChatRole.System || !message.Contents.Any(IsWritten))
            {
                continue;
            }

            var role = message.Role == ChatRole.Assistant ? "assistant" : "user";
            if (role != open)
            {
                End(json, open);
                json.WriteStartObject();
                json.WriteString("role"u8, role);
                json.WriteStartArray("content"u8);
                open = role;
            }

            // Results before all else: the API demands it of the message that follows a call.
            foreach (var content in message.Contents.OrderBy(content => content is FunctionResultContent ? 0 : 1))
            {
                if (IsWritten(content))
                {
                    json.WriteStartObject();
                    WriteBlock(json, content);
                    json.WriteEndObject();
                }
            }
        }

        End(json, open);
        json.WriteEndArray();
    }

    private static void End(Utf8JsonWriter json, string? open)
    {
        if (open is not null)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    // Thoughts go back only as they were signed.
    private static bool IsWritten(AIContent content) => content switch
    {
        TextReasoningContent reasoning => !string.IsNullOrEmpty(reasoning.ProtectedData),
        TextContent text => !string.IsNullOrWhiteSpace(text.Text),
        FunctionCallContent or FunctionResultContent or DataContent or UriContent => true,
        _ => false,
    };

    private static void WriteBlock(Utf8JsonWriter json, AIContent content)
    {
        switch (content)
        {
            case TextReasoningContent { Text.Length: > 0 } reasoning:
                json.WriteString("type"u8, "thinking"u8);
                json.WriteString("thinking"u8, reasoning.Text);
                json.WriteString("signature"u8, reasoning.ProtectedData);
                break;
            case TextReasoningContent reasoning:
                json.WriteString("type"u8, "redacted_thinking"u8);
                json.WriteString("data"u8, reasoning.ProtectedData);
                break;
            case TextContent text:
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, text.Text);
                break;
            case FunctionCallContent call:
                json.WriteString("type"u8, "tool_use"u8);
                json.WriteString("id"u8, call.CallId);
                json.WriteString("name"u8, call.Name);
                json.WritePropertyName("input"u8);
                json.WriteRawValue(ToolCalls.ArgumentsJson(call));
                break;
            case FunctionResultContent result:
                WriteResult(json, result);
                break;
            case DataContent data when data.HasTopLevelMediaType("image"):
                WriteImage(json, data.MediaType, data.Base64Data.Span);
                break;
            case UriContent uri when uri.HasTopLevelMediaType("image"):
                json.WriteString("type"u8, "image"u8);
                json.WriteStartObject("source"u8);
                json.WriteString("type"u8, "url"u8);
                json.WriteString("url"u8, uri.Uri.AbsoluteUri);
                json.WriteEndObject();
                break;
            default:
                throw WireException.Unsupported((content as DataContent)?.MediaType ?? (content as UriContent)?.MediaType ?? "unknown");
        }
    }

    private static void WriteResult(Utf8JsonWriter json, FunctionResultContent result)
    {
        json.WriteString("type"u8, "tool_result"u8);
        json.WriteString("tool_use_id"u8, result.CallId);
        if (ToolCalls.ResultText(result) is { Length: > 0 } text)
        {
            json.WriteString("content"u8, text);
        }

        if (result.Exception is not null)
        {
            json.WriteBoolean("is_error"u8, true);
        }
    }

    private static void WriteImage(Utf8JsonWriter json, string mediaType, ReadOnlySpan<char> base64)
    {
        json.WriteString("type"u8, "image"u8);
        json.WriteStartObject("source"u8);
        json.WriteString("type"u8, "base64"u8);
        json.WriteString("media_type"u8, mediaType);
        json.WriteString("data"u8, base64);
        json.WriteEndObject();
    }
}
