using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.OpenAi;

/// <summary>Writes the body of a chat completion.</summary>
internal static class OpenAiRequest
{
    public static void Write(Utf8JsonWriter json, in WireRequest request, bool isOfficial)
    {
        var isReasoning = IsReasoning(request.Model);
        json.WriteStartObject();
        json.WriteString("model"u8, request.Model);
        OpenAiMessages.Write(json, request);
        WriteTools(json, request);
        WriteSampling(json, request.Options, isReasoning);
        if (request.Options.MaxOutputTokens is { } limit)
        {
            json.WriteNumber(isOfficial || isReasoning ? "max_completion_tokens"u8 : "max_tokens"u8, limit);
        }

        if (request.Options.ResponseFormat is ChatResponseFormatJson format)
        {
            WriteResponseFormat(json, format, request.Options);
        }

        if (request.Stream)
        {
            json.WriteBoolean("stream"u8, true);
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>The o-series and gpt-5, also behind a gateway that writes <c>openai/o3</c>.</summary>
    private static bool IsReasoning(string model)
    {
        var name = model.AsSpan(model.LastIndexOf('/') + 1);
        return name.Length >= 2 && name[0] is 'o' && char.IsAsciiDigit(name[1])
            || (name.StartsWith("gpt-5", StringComparison.Ordinal) && !name.Contains("chat", StringComparison.Ordinal));
    }

    private static void WriteSampling(Utf8JsonWriter json, ChatOptions options, bool isReasoning)
    {
        // Reasoning models refuse a request that sets these; without them it is the same request in their default tone.
        if (!isReasoning)
        {
            json.WriteIfSet("temperature"u8, options.Temperature);
            json.WriteIfSet("top_p"u8, options.TopP);
            json.WriteIfSet("frequency_penalty"u8, options.FrequencyPenalty);
            json.WriteIfSet("presence_penalty"u8, options.PresencePenalty);
        }

        if (options.Reasoning?.Effort is { } effort)
        {
            json.WriteString("reasoning_effort"u8, effort is ReasoningEffort.ExtraHigh ? "xhigh" : effort.ToString().ToLowerInvariant());
        }

        json.WriteIfSet("seed"u8, options.Seed);
        json.WriteTexts("stop"u8, options.StopSequences);
    }

    private static void WriteTools(Utf8JsonWriter json, in WireRequest request)
    {
        var isFirst = true;
        foreach (var tool in request.Tools)
        {
            if (isFirst)
            {
                json.WriteStartArray("tools"u8);
                isFirst = false;
            }

            json.WriteFunctionTool(tool);
        }

        if (isFirst)
        {
            return;
        }

        json.WriteEndArray();
        WriteToolChoice(json, request.Options.ToolMode);
        if (request.Options.AllowMultipleToolCalls is { } parallel)
        {
            json.WriteBoolean("parallel_tool_calls"u8, parallel);
        }
    }

    private static void WriteToolChoice(Utf8JsonWriter json, ChatToolMode? mode)
    {
        switch (mode)
        {
            case NoneChatToolMode:
                json.WriteString("tool_choice"u8, "none"u8);
                break;
            case AutoChatToolMode:
                json.WriteString("tool_choice"u8, "auto"u8);
                break;
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                json.WriteStartObject("tool_choice"u8);
                json.WriteString("type"u8, "function"u8);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, name);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case RequiredChatToolMode:
                json.WriteString("tool_choice"u8, "required"u8);
                break;
        }
    }

    private static void WriteResponseFormat(Utf8JsonWriter json, ChatResponseFormatJson format, ChatOptions options)
    {
        json.WriteStartObject("response_format"u8);
        if (format.Schema is not { } schema)
        {
            json.WriteString("type"u8, "json_object"u8);
        }
        else
        {
            json.WriteString("type"u8, "json_schema"u8);
            json.WriteStartObject("json_schema"u8);
            json.WriteString("name"u8, format.SchemaName ?? "answer");
            if (format.SchemaDescription is { } description)
            {
                json.WriteString("description"u8, description);
            }

            json.WriteJson("schema"u8, schema);
            json.WriteStrict(options.AdditionalProperties);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
