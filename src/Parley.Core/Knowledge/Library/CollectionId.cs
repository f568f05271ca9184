using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Knowledge.Library;

/// <summary>Names a collection of documents.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<CollectionId>))]
public readonly record struct CollectionId(Guid Value) : IEntityId<CollectionId>
{
    public static string Prefix => "col";

    public static CollectionId From(Guid value) => new(value);

    public static CollectionId New() => EntityId.New<CollectionId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out CollectionId id)
    {
        id = EntityId.Parse<CollectionId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
