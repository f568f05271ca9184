using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire;

/// <summary>Writing of what may not be set, and of what several formats share.</summary>
internal static class JsonWriting
{
    public static void WriteIfSet(this Utf8JsonWriter json, ReadOnlySpan<byte> name, float? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void WriteIfSet(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    /// <summary>Nothing when there are none.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IList<string>? texts)
    {
        if (texts is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    public static void WriteJson(this Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonElement value)
    {
        json.WritePropertyName(name);
        value.WriteTo(json);
    }

    /// <summary>Whether a schema must be kept to the letter, where that was said. Servers that do not know it pass over it.</summary>
    public static void WriteStrict(this Utf8JsonWriter json, IReadOnlyDictionary<string, object?>? properties)
    {
        if (properties is not null && properties.TryGetValue("strict", out var value) && value is bool strict)
        {
            json.WriteBoolean("strict"u8, strict);
        }
    }

    /// <summary>A tool as OpenAI and Ollama know it.</summary>
    public static void WriteFunctionTool(this Utf8JsonWriter json, AIFunctionDeclaration tool)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, tool.Name);
        if (tool.Description.Length > 0)
        {
            json.WriteString("description"u8, tool.Description);
        }

        json.WriteJson("parameters"u8, tool.JsonSchema);
        json.WriteStrict(tool.AdditionalProperties);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
