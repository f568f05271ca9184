using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Knowledge.Library;

/// <summary>Names a document.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<DocumentId>))]
public readonly record struct DocumentId(Guid Value) : IEntityId<DocumentId>
{
    public static string Prefix => "doc";

    public static DocumentId From(Guid value) => new(value);

    public static DocumentId New() => EntityId.New<DocumentId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out DocumentId id)
    {
        id = EntityId.Parse<DocumentId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
