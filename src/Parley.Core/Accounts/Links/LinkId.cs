using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Accounts.Links;

/// <summary>Names a one-time link.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<LinkId>))]
public readonly record struct LinkId(Guid Value) : IEntityId<LinkId>
{
    public static string Prefix => "link";

    public static LinkId From(Guid value) => new(value);

    public static LinkId New() => EntityId.New<LinkId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out LinkId id)
    {
        id = EntityId.Parse<LinkId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
