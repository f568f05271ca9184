using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Structured.Schemas;

/// <summary>A schema or a part of one, as it is checked. What is null or empty was not demanded.</summary>
internal sealed class SchemaNode
{
    /// <summary>False: the schema <c>false</c>, which nothing fits.</summary>
    public bool Possible { get; set; } = true;

    public IReadOnlyList<JsonKind> Types { get; set; } = [];

    public Dictionary<string, SchemaNode> Properties { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Required { get; set; } = [];

    /// <summary>For properties that are not named.</summary>
    public SchemaNode? AdditionalProperties { get; set; }

    public SchemaNode? Items { get; set; }

    public JsonElement[]? Enum { get; set; }

    public decimal? Minimum { get; set; }

    public decimal? Maximum { get; set; }

    public decimal? ExclusiveMinimum { get; set; }

    public decimal? ExclusiveMaximum { get; set; }

    public decimal? MultipleOf { get; set; }

    public SizeBound Length { get; set; }

    public SizeBound ItemCount { get; set; }

    public SizeBound PropertyCount { get; set; }

    public bool UniqueItems { get; set; }

    public Regex? Pattern { get; set; }

    public string? Format { get; set; }

    public IReadOnlyList<SchemaNode> AnyOf { get; set; } = [];

    public IReadOnlyList<SchemaNode> OneOf { get; set; } = [];

    /// <summary>The parts of allOf and the target of $ref.</summary>
    public List<SchemaNode> AllOf { get; } = [];

    /// <summary>What is checked against the same value. A circle of these would never end.</summary>
    public IEnumerable<SchemaNode> InPlace => AnyOf.Concat(OneOf).Concat(AllOf);
}

/// <summary>How many characters, items or properties there may be.</summary>
internal readonly record struct SizeBound(int? Least, int? Most);
