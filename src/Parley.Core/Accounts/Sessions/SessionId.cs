using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Accounts.Sessions;

/// <summary>Names a sign-in.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<SessionId>))]
public readonly record struct SessionId(Guid Value) : IEntityId<SessionId>
{
    public static string Prefix => "ses";

    public static SessionId From(Guid value) => new(value);

    public static SessionId New() => EntityId.New<SessionId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out SessionId id)
    {
        id = EntityId.Parse<SessionId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
