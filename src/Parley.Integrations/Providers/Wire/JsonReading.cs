using System.Text.Json;

namespace Parley.Integrations.Providers.Wire;

/// <summary>Reading of what may be missing or of another kind.</summary>
internal static class JsonReading
{
    /// <summary>A text or a number as text; empty for anything else.</summary>
    public static string Text(this JsonElement json, string name) => json.Find(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.ReadText(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => "",
    };

    /// <summary>The text of a string element.</summary>
    /// <exception cref="JsonException">It is no valid UTF-8.</exception>
    public static string ReadText(this JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("The text is not valid.", e);
        }
    }

    public static long? Count(this JsonElement json, string name) =>
        json.Find(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) ? count : null;

    /// <summary>The property, or an undefined element.</summary>
    public static JsonElement Find(this JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Find(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The text of a string value; null for null.</summary>
    /// <exception cref="JsonException">The value is of another kind or no valid text.</exception>
    public static string? ReadText(this ref Utf8JsonReader json)
    {
        json.Read();
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("A text was expected.", e);
        }
    }

    public static int? ReadIndex(this ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType is JsonTokenType.Number && json.TryGetInt32(out var index) ? index : null;
    }

    /// <summary>Steps into the object that is the current property's value. False, with the value skipped, for anything else.</summary>
    public static bool EnterObject(this ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType is JsonTokenType.StartObject)
        {
            return true;
        }

        json.Skip();
        return false;
    }

    /// <summary>Moves to the next property's name. False at the object's end.</summary>
    public static bool NextProperty(this ref Utf8JsonReader json) => json.Read() && json.TokenType is JsonTokenType.PropertyName;
}
