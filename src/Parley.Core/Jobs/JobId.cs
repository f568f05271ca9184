using System.Text.Json.Serialization;
using Parley.Identity;

namespace Parley.Jobs;

/// <summary>Names a piece of background work.</summary>
[JsonConverter(typeof(EntityIdJsonConverter<JobId>))]
public readonly record struct JobId(Guid Value) : IEntityId<JobId>
{
    public static string Prefix => "job";

    public static JobId From(Guid value) => new(value);

    public static JobId New() => EntityId.New<JobId>();

    /// <summary>For route and query binding; see <see cref="EntityId.Parse"/> for why it cannot fail.</summary>
    public static bool TryParse(string? text, out JobId id)
    {
        id = EntityId.Parse<JobId>(text);
        return true;
    }

    public override string ToString() => TypeId.Encode(Prefix, Value);
}
