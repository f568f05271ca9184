using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Accounts.Tenants;

/// <summary>Names a tenant.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<TenantId>))]
public readonly record struct TenantId(Guid Value) : IEntityId<TenantId>
{
    public static string Prefix => "ten";

    public static TenantId From(Guid value) => new(value);

    public static TenantId New() => EntityId.New<TenantId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out TenantId id)
    {
        id = EntityId.Parse<TenantId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
