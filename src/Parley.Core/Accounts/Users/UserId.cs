using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Accounts.Users;

/// <summary>Names a person or a service account.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<UserId>))]
public readonly record struct UserId(Guid Value) : IEntityId<UserId>
{
    public static string Prefix => "user";

    public static UserId From(Guid value) => new(value);

    public static UserId New() => EntityId.New<UserId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out UserId id)
    {
        id = EntityId.Parse<UserId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
