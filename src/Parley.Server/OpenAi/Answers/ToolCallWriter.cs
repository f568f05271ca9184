using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Parley.Server.OpenAi.Answers;

/// <summary>Writes a call of one of the client's tools.</summary>
internal static class ToolCallWriter
{
    // The defaults indent.
    private static readonly JsonTypeInfo<IDictionary<string, object?>> Arguments = (JsonTypeInfo<IDictionary<string, object?>>)
        new JsonSerializerOptions(AIJsonUtilities.DefaultOptions) { WriteIndented = false }.GetTypeInfo(typeof(IDictionary<string, object?>));

    /// <param name="index">Its place among the calls of a stream; null in a whole answer, which needs none.</param>
    public static void Write(Utf8JsonWriter json, FunctionCallContent call, int? index)
    {
        json.WriteStartObject();
        if (index is { } place)
        {
            json.WriteNumber("index"u8, place);
        }

        json.WriteString("id"u8, call.CallId);
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, call.Name);
        json.WriteString("arguments"u8, ArgumentsOf(call));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // What the model wrote that is no JSON is the client's to see: it decides, as it does with OpenAI.
    private static string ArgumentsOf(FunctionCallContent call) =>
        call.Exception is not null ? call.RawRepresentation as string ?? ""
        : call.Arguments is null ? "{}"
        : JsonSerializer.Serialize(call.Arguments, Arguments);
}
