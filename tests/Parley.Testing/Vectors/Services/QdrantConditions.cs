using System.Globalization;
using System.Text.Json;

namespace Parley.Testing.Vectors.Services;

/// <summary>What Qdrant's filters say of a payload.</summary>
internal static class QdrantConditions
{
    /// <summary>Whether a payload holds a filter, or a condition of one.</summary>
    public static bool Holds(JsonElement condition, JsonElement payload)
    {
        if (condition.TryGetProperty("key", out var key))
        {
            return payload.TryGetProperty(key.GetString()!, out var value) && HoldsField(condition, value);
        }

        return Parts(condition, "must").All(part => Holds(part, payload))
            && (Parts(condition, "should") is not { Count: > 0 } should || should.Exists(part => Holds(part, payload)));
    }

    /// <summary>Whether nothing holds the filter that does not have one of some values in that field.</summary>
    public static bool Demands(JsonElement condition, string field) =>
        condition.TryGetProperty("key", out var key)
            ? key.GetString() == field && condition.TryGetProperty("match", out _)
            : Parts(condition, "must").Exists(part => Demands(part, field))
                || (Parts(condition, "should") is { Count: > 0 } should && should.TrueForAll(part => Demands(part, field)));

    private static bool HoldsField(JsonElement condition, JsonElement value)
    {
        // Of a list in the payload, one member has to hold.
        if (value.ValueKind is JsonValueKind.Array)
        {
            return value.EnumerateArray().Any(item => HoldsField(condition, item));
        }

        if (condition.TryGetProperty("match", out var match))
        {
            return match.GetProperty("any").EnumerateArray().Any(any => any.GetString() == value.GetString());
        }

        var range = condition.GetProperty("range");
        var date = Date(value);
        return (!range.TryGetProperty("gte", out var from) || date >= Date(from)) && (!range.TryGetProperty("lt", out var to) || date < Date(to));
    }

    private static List<JsonElement> Parts(JsonElement condition, string name) => condition.TryGetProperty(name, out var parts) ? [.. parts.EnumerateArray()] : [];

    private static DateTimeOffset Date(JsonElement value) => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
