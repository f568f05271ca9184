using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.Anthropic;

/// <summary>Writes the body of a message request.</summary>
internal static class AnthropicRequest
{
    /// <summary>The API demands a bound. This one is within what every model still served allows.</summary>
    private const int DefaultMaxTokens = 8192;

    public static void Write(Utf8JsonWriter json, in WireRequest request)
    {
        var options = request.Options;
        json.WriteStartObject();
        json.WriteString("model"u8, request.Model);
        json.WriteNumber("max_tokens"u8, options.MaxOutputTokens ?? DefaultMaxTokens);
        WriteSystem(json, request);
        AnthropicMessages.Write(json, request.Messages);
        WriteTools(json, request);
        json.WriteIfSet("temperature"u8, options.Temperature is { } temperature ? Math.Clamp(temperature, 0, 1) : null);
        // Newer models refuse both at once.
        json.WriteIfSet("top_p"u8, options.Temperature is null ? options.TopP : null);
        json.WriteIfSet("top_k"u8, (long?)options.TopK);
        json.WriteTexts("stop_sequences"u8, options.StopSequences);
        // Its schema mode is always strict: a schema that is not within it would be refused. The caller has put it in words then.
        if (options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } && options.IsStrict() is not false)
        {
            WriteOutputFormat(json, schema);
        }

        if (request.Stream)
        {
            json.WriteBoolean("stream"u8, true);
        }

        json.WriteEndObject();
    }

    private static void WriteSystem(Utf8JsonWriter json, in WireRequest request)
    {
        var system = request.SystemText;
        if (request.Options.ResponseFormat is ChatResponseFormatJson { Schema: null })
        {
            // There is no JSON mode without a schema.
            system = (system.Length > 0 ? system + "\n\n" : "") + "Answer with one valid JSON value and nothing else.";
        }

        if (system.Length > 0)
        {
            json.WriteString("system"u8, system);
        }
    }

    private static void WriteOutputFormat(Utf8JsonWriter json, JsonElement schema)
    {
        json.WriteStartObject("output_config"u8);
        json.WriteStartObject("format"u8);
        json.WriteString("type"u8, "json_schema"u8);
        json.WriteJson("schema"u8, schema);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json, in WireRequest request)
    {
        var tools = request.Tools.ToList();
        if (tools.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        foreach (var tool in tools)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, tool.Name);
            if (tool.Description.Length > 0)
            {
                json.WriteString("description"u8, tool.Description);
            }

            json.WriteJson("input_schema"u8, tool.JsonSchema);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteToolChoice(json, request.Options);
    }

    private static void WriteToolChoice(Utf8JsonWriter json, ChatOptions options)
    {
        var single = options.AllowMultipleToolCalls is false;
        if (options.ToolMode is null && !single)
        {
            return;
        }

        json.WriteStartObject("tool_choice"u8);
        json.WriteString("type"u8, options.ToolMode switch
        {
            NoneChatToolMode => "none"u8,
            RequiredChatToolMode { RequiredFunctionName: not null } => "tool"u8,
            RequiredChatToolMode => "any"u8,
            _ => "auto"u8,
        });
        if (options.ToolMode is RequiredChatToolMode { RequiredFunctionName: { } name })
        {
            json.WriteString("name"u8, name);
        }

        if (single && options.ToolMode is not NoneChatToolMode)
        {
            json.WriteBoolean("disable_parallel_tool_use"u8, true);
        }

        json.WriteEndObject();
    }
}
