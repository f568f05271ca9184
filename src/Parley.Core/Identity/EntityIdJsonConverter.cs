using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Identity;

/// <summary>Writes an id as its text; reads any string, a foreign one as the empty id (see <see cref="EntityId.Parse"/>).</summary>
public sealed class EntityIdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IEntityId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String ? EntityId.Parse<TId>(reader.GetString()) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
