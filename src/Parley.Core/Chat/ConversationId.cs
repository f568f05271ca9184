using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Chat;

/// <summary>Names a conversation.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<ConversationId>))]
public readonly record struct ConversationId(Guid Value) : IEntityId<ConversationId>
{
    public static string Prefix => "conv";

    public static ConversationId From(Guid value) => new(value);

    public static ConversationId New() => EntityId.New<ConversationId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out ConversationId id)
    {
        id = EntityId.Parse<ConversationId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
