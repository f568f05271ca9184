using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Personas.Library;

/// <summary>How definitions are stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PersonaDefinition))]
[JsonSerializable(typeof(TemplateDefinition))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
internal sealed partial class LibraryJson : JsonSerializerContext;
