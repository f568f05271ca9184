using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.OpenAi;

/// <summary>Writes the messages. What the model thought before is not sent back: these servers refuse or ignore it.</summary>
internal static class OpenAiMessages
{
    public static void Write(Utf8JsonWriter json, in WireRequest request)
    {
        json.WriteStartArray("messages"u8);
        if (!string.IsNullOrWhiteSpace(request.Options.Instructions))
        {
            WriteText(json, "system"u8, request.Options.Instructions);
        }

        foreach (var message in request.Messages)
        {
            WriteResults(json, message);
            if (message.Role == ChatRole.System)
            {
                WriteText(json, "system"u8, message.Text);
            }
            else if (message.Role == ChatRole.Assistant)
            {
                WriteAssistant(json, message);
            }
            else if (message.Role != ChatRole.Tool)
            {
                WriteUser(json, message);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
    }

    // Each result is a message of its own, in whatever message it came.
    private static void WriteResults(Utf8JsonWriter json, ChatMessage message)
    {
        foreach (var content in message.Contents)
        {
            if (content is FunctionResultContent result)
            {
                json.WriteStartObject();
                json.WriteString("role"u8, "tool"u8);
                json.WriteString("tool_call_id"u8, result.CallId);
                json.WriteString("content"u8, ToolCalls.ResultText(result));
                json.WriteEndObject();
            }
        }
    }

    private static void WriteAssistant(Utf8JsonWriter json, ChatMessage message)
    {
        var calls = message.Contents.OfType<FunctionCallContent>().ToList();
        var text = message.Text;
        if (calls.Count == 0 && text.Length == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, text.Length > 0 ? text : null);
        if (calls.Count > 0)
        {
            json.WriteStartArray("tool_calls"u8);
            foreach (var call in calls)
            {
                WriteCall(json, call);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, call.CallId);
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, call.Name);
        json.WriteString("arguments"u8, ToolCalls.ArgumentsJson(call));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, ChatMessage message)
    {
        if (message.Contents.All(content => content is TextContent or FunctionResultContent))
        {
            if (message.Text.Length > 0 || message.Contents.Count == 0)
            {
                WriteText(json, "user"u8, message.Text);
            }

            return;
        }

        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        json.WriteStartArray("content"u8);
        foreach (var content in message.Contents)
        {
            WritePart(json, content);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, AIContent content)
    {
        switch (content)
        {
            case TextContent { Text.Length: > 0 } text:
                json.WriteStartObject();
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, text.Text);
                json.WriteEndObject();
                break;
            case DataContent data when data.HasTopLevelMediaType("image"):
                WriteImage(json, data.Uri, data);
                break;
            case UriContent uri when uri.HasTopLevelMediaType("image"):
                WriteImage(json, uri.Uri.AbsoluteUri, uri);
                break;
            case DataContent data:
                throw WireException.Unsupported(data.MediaType);
            case UriContent uri:
                throw WireException.Unsupported(uri.MediaType);
        }
    }

    private static void WriteImage(Utf8JsonWriter json, string url, AIContent image)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "image_url"u8);
        json.WriteStartObject("image_url"u8);
        json.WriteString("url"u8, url);
        if (image.AdditionalProperties?.TryGetValue("detail", out var detail) is true)
        {
            json.WriteString("detail"u8, detail?.ToString());
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
