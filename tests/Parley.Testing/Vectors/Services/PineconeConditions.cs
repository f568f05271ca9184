using System.Text.Json;

namespace Parley.Testing.Vectors.Services;

/// <summary>What Pinecone's filters say of metadata.</summary>
internal static class PineconeConditions
{
    public static bool Holds(JsonElement filter, JsonElement metadata) => filter.EnumerateObject().All(part =>
        part.Name is "$and"
            ? part.Value.EnumerateArray().All(inner => Holds(inner, metadata))
            : metadata.TryGetProperty(part.Name, out var value) && part.Value.EnumerateObject().All(condition => HoldsField(condition, value)));

    private static bool HoldsField(JsonProperty condition, JsonElement value) => condition.Name switch
    {
        "$in" when value.ValueKind is JsonValueKind.Array => value.EnumerateArray().Any(item => HoldsField(condition, item)),
        "$in" => condition.Value.EnumerateArray().Any(any => JsonElement.DeepEquals(any, value)),
        "$gte" => value.GetDouble() >= condition.Value.GetDouble(),
        "$lt" => value.GetDouble() < condition.Value.GetDouble(),
        _ => throw new InvalidOperationException($"{condition.Name} is not known here."),
    };
}
