using System.Text.Json;

namespace Parley.Structured.Schemas;

/// <summary>
/// Whether a schema is within what OpenAI's and Anthropic's strict modes both take, read on the careful side: closed objects
/// that demand every property, and no bounds. "Structured outputs: supported schemas", OpenAI's and Anthropic's guides.
/// </summary>
internal static class StrictMode
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "$ref", "$defs", "title", "description", "format",
    };

    /// <summary>Names below these are names of the author, not keywords.</summary>
    private static readonly HashSet<string> Maps = new(StringComparer.Ordinal) { "properties", "$defs" };

    private static readonly HashSet<string> Values = new(StringComparer.Ordinal) { "enum", "const", "required", "type", "title", "description", "format", "$ref" };

    public static bool Allows(JsonElement schema) => !schema.TryGetProperty("anyOf", out _) && AllowsPart(schema);

    private static bool AllowsPart(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Array => schema.EnumerateArray().All(AllowsPart),
        JsonValueKind.Object => schema.EnumerateObject().All(AllowsKeyword) && IsClosed(schema),
        _ => false,
    };

    private static bool AllowsKeyword(JsonProperty keyword) =>
        Keywords.Contains(keyword.Name)
        && !(keyword.NameEquals("format") && keyword.Value.ValueEquals("uri")) // OpenAI's does not know it
        && (Values.Contains(keyword.Name) || keyword.NameEquals("additionalProperties")
            || (Maps.Contains(keyword.Name) ? keyword.Value.EnumerateObject().All(part => AllowsPart(part.Value)) : AllowsPart(keyword.Value)));

    private static bool IsClosed(JsonElement schema)
    {
        var isObject = schema.TryGetProperty("properties", out var properties)
            || (schema.TryGetProperty("type", out var type) && type.GetRawText().Contains("\"object\"", StringComparison.Ordinal));
        return !isObject
            || (properties.ValueKind is JsonValueKind.Object
                && schema.TryGetProperty("additionalProperties", out var other) && other.ValueKind is JsonValueKind.False
                && schema.TryGetProperty("required", out var required)
                && properties.EnumerateObject().All(property => required.EnumerateArray().Any(name => name.ValueEquals(property.Name))));
    }
}
