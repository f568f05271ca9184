using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Chat;

/// <summary>Names a turn: one user message and the making of its answer.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<TurnId>))]
public readonly record struct TurnId(Guid Value) : IEntityId<TurnId>
{
    public static string Prefix => "turn";

    public static TurnId From(Guid value) => new(value);

    public static TurnId New() => EntityId.New<TurnId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out TurnId id)
    {
        id = EntityId.Parse<TurnId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
