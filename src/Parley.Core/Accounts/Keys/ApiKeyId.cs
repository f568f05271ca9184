using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Accounts.Keys;

/// <summary>Names an API key.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<ApiKeyId>))]
public readonly record struct ApiKeyId(Guid Value) : IEntityId<ApiKeyId>
{
    public static string Prefix => "key";

    public static ApiKeyId From(Guid value) => new(value);

    public static ApiKeyId New() => EntityId.New<ApiKeyId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out ApiKeyId id)
    {
        id = EntityId.Parse<ApiKeyId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
