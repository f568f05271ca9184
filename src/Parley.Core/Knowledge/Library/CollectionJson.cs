using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Knowledge.Library;

/// <summary>What the columns hold that are JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChunkingChoice))]
[JsonSerializable(typeof(DocumentLayout))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class CollectionJson : JsonSerializerContext
{
    public static string Write(IReadOnlyList<string> words) => JsonSerializer.Serialize(words, Default.IReadOnlyListString);

    public static IReadOnlyList<string> ReadWords(string json) => JsonSerializer.Deserialize(json, Default.IReadOnlyListString) ?? [];
}
