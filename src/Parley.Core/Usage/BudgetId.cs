using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Usage;

/// <summary>Names a budget.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<BudgetId>))]
public readonly record struct BudgetId(Guid Value) : IEntityId<BudgetId>
{
    public static string Prefix => "bud";

    public static BudgetId From(Guid value) => new(value);

    public static BudgetId New() => EntityId.New<BudgetId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out BudgetId id)
    {
        id = EntityId.Parse<BudgetId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
