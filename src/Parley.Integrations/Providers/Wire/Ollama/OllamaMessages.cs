using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.Ollama;

/// <summary>Writes the messages: flat texts, images as a list of base64 beside them, arguments as objects.</summary>
internal static class OllamaMessages
{
    public static void Write(Utf8JsonWriter json, in WireRequest request)
    {
        var toolNames = new Dictionary<string, string>();
        json.WriteStartArray("messages"u8);
        if (!string.IsNullOrWhiteSpace(request.Options.Instructions))
        {
            WriteMessage(json, "system", new ChatMessage(ChatRole.System, request.Options.Instructions));
        }

        foreach (var message in request.Messages)
        {
            foreach (var content in message.Contents)
            {
                if (content is FunctionCallContent call)
                {
                    toolNames[call.CallId] = call.Name;
                }
                else if (content is FunctionResultContent result)
                {
                    WriteResult(json, result, toolNames.GetValueOrDefault(result.CallId));
                }
            }

            var onlyResults = message.Contents.Count > 0 && message.Contents.All(content => content is FunctionResultContent);
            if (message.Role != ChatRole.Tool && !onlyResults)
            {
                WriteMessage(json, message.Role.Value, message);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, FunctionResultContent result, string? toolName)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "tool"u8);
        json.WriteString("content"u8, ToolCalls.ResultText(result));
        json.WriteString("tool_call_id"u8, result.CallId);
        if (toolName is not null)
        {
            json.WriteString("tool_name"u8, toolName);
        }

        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string role, ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, message.Text);
        WriteImages(json, message);
        var isFirst = true;
        foreach (var call in message.Contents.OfType<FunctionCallContent>())
        {
            if (isFirst)
            {
                json.WriteStartArray("tool_calls"u8);
                isFirst = false;
            }

            WriteCall(json, call);
        }

        if (!isFirst)
        {
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, call.CallId);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, call.Name);
        json.WritePropertyName("arguments"u8);
        json.WriteRawValue(ToolCalls.ArgumentsJson(call));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteImages(Utf8JsonWriter json, ChatMessage message)
    {
        var isFirst = true;
        foreach (var content in message.Contents)
        {
            switch (content)
            {
                case DataContent data when data.HasTopLevelMediaType("image"):
                    if (isFirst)
                    {
                        json.WriteStartArray("images"u8);
                        isFirst = false;
                    }

                    json.WriteStringValue(data.Base64Data.Span);
                    break;
                case DataContent data:
                    throw WireException.Unsupported(data.MediaType);
                case UriContent uri:
                    // Ollama fetches nothing, and neither do we: an address chosen by a user is not ours to open.
                    throw WireException.Unsupported(uri.MediaType + " by its address");
            }
        }

        if (!isFirst)
        {
            json.WriteEndArray();
        }
    }
}
