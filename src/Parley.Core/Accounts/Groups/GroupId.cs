using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Accounts.Groups;

/// <summary>Names a group of people.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<GroupId>))]
public readonly record struct GroupId(Guid Value) : IEntityId<GroupId>
{
    public static string Prefix => "grp";

    public static GroupId From(Guid value) => new(value);

    public static GroupId New() => EntityId.New<GroupId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out GroupId id)
    {
        id = EntityId.Parse<GroupId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
