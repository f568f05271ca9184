using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Knowledge.Library;

/// <summary>What the columns hold that are JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChunkingChoice))]
[JsonSerializable(typeof(DocumentLayout))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class CollectionJson : JsonSerializerContext;
