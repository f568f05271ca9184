using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Usage;

/// <summary>Names an entry of the ledger.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<UsageEntryId>))]
public readonly record struct UsageEntryId(Guid Value) : IEntityId<UsageEntryId>
{
    public static string Prefix => "use";

    public static UsageEntryId From(Guid value) => new(value);

    public static UsageEntryId New() => EntityId.New<UsageEntryId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out UsageEntryId id)
    {
        id = EntityId.Parse<UsageEntryId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
