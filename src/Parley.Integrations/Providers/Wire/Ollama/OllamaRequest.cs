using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.Ollama;

/// <summary>Writes the body of a chat request.</summary>
internal static class OllamaRequest
{
    public static void Write(Utf8JsonWriter json, in WireRequest request)
    {
        json.WriteStartObject();
        json.WriteString("model"u8, request.Model);
        json.WriteBoolean("stream"u8, request.Stream);
        // A prompt that does not fit shall fail, not lose its beginning in silence.
        json.WriteBoolean("truncate"u8, false);
        OllamaMessages.Write(json, request);
        WriteTools(json, request);
        WriteFormat(json, request.Options.ResponseFormat);
        if (request.Options.Reasoning?.Effort is { } effort)
        {
            json.WriteBoolean("think"u8, effort is not ReasoningEffort.None);
        }

        WriteOptions(json, request.Options);
        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json, in WireRequest request)
    {
        // There is no tool_choice: the only way to forbid calls is to offer no tools.
        if (request.Options.ToolMode is NoneChatToolMode || !request.Tools.Any())
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        foreach (var tool in request.Tools)
        {
            json.WriteFunctionTool(tool);
        }

        json.WriteEndArray();
    }

    private static void WriteFormat(Utf8JsonWriter json, ChatResponseFormat? format)
    {
        if (format is ChatResponseFormatJson { Schema: { } schema })
        {
            json.WriteJson("format"u8, schema);
        }
        else if (format is ChatResponseFormatJson)
        {
            json.WriteString("format"u8, "json"u8);
        }
    }

    private static void WriteOptions(Utf8JsonWriter json, ChatOptions options)
    {
        json.WriteStartObject("options"u8);
        json.WriteIfSet("temperature"u8, options.Temperature);
        json.WriteIfSet("top_p"u8, options.TopP);
        json.WriteIfSet("top_k"u8, (long?)options.TopK);
        json.WriteIfSet("frequency_penalty"u8, options.FrequencyPenalty);
        json.WriteIfSet("presence_penalty"u8, options.PresencePenalty);
        json.WriteIfSet("seed"u8, options.Seed);
        json.WriteIfSet("num_predict"u8, (long?)options.MaxOutputTokens);
        json.WriteTexts("stop"u8, options.StopSequences);
        json.WriteEndObject();
    }
}
