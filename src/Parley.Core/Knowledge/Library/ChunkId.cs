using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Knowledge.Library;

/// <summary>Names a passage of one generation of a document.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<ChunkId>))]
public readonly record struct ChunkId(Guid Value) : IEntityId<ChunkId>
{
    public static string Prefix => "chk";

    public static ChunkId From(Guid value) => new(value);

    public static ChunkId New() => EntityId.New<ChunkId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out ChunkId id)
    {
        id = EntityId.Parse<ChunkId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
