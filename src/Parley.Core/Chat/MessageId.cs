using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Chat;

/// <summary>Names a message.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<MessageId>))]
public readonly record struct MessageId(Guid Value) : IEntityId<MessageId>
{
    public static string Prefix => "msg";

    public static MessageId From(Guid value) => new(value);

    public static MessageId New() => EntityId.New<MessageId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out MessageId id)
    {
        id = EntityId.Parse<MessageId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
