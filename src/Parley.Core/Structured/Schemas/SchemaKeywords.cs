using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Structured.Schemas;

/// <summary>Reads the keywords of one part of a schema into its node.</summary>
internal sealed class SchemaKeywords(SchemaReader reader, SchemaNode node, string location, int depth)
{
    private const int MaxPatternLength = 1000;

    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(50);

    /// <summary>They say something to people or hold parts that $ref names.</summary>
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "$defs", "definitions", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
    };

    public void Read(JsonElement schema)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Annotations.Contains(keyword.Name))
            {
                ReadKeyword(keyword.Name, keyword.Value);
            }
        }
    }

    private void ReadKeyword(string name, JsonElement value)
    {
        switch (name)
        {
            case "type": node.Types = Types(value); break;
            case "properties": ReadProperties(value); break;
            case "required": node.Required = Texts(name, value); break;
            case "additionalProperties": node.AdditionalProperties = Part(name, value); break;
            case "items": node.Items = Part(name, value); break;
            case "enum": node.Enum = Enum(value); break;
            case "const": node.Enum = [value]; break;
            case "minimum": node.Minimum = Number(name, value); break;
            case "maximum": node.Maximum = Number(name, value); break;
            case "exclusiveMinimum": node.ExclusiveMinimum = Number(name, value); break;
            case "exclusiveMaximum": node.ExclusiveMaximum = Number(name, value); break;
            case "multipleOf": node.MultipleOf = Number(name, value) is > 0 and var step ? step : throw Wrong(name, "a number above 0"); break;
            case "minLength": node.Length = node.Length with { Least = Count(name, value) }; break;
            case "maxLength": node.Length = node.Length with { Most = Count(name, value) }; break;
            case "minItems": node.ItemCount = node.ItemCount with { Least = Count(name, value) }; break;
            case "maxItems": node.ItemCount = node.ItemCount with { Most = Count(name, value) }; break;
            case "minProperties": node.PropertyCount = node.PropertyCount with { Least = Count(name, value) }; break;
            case "maxProperties": node.PropertyCount = node.PropertyCount with { Most = Count(name, value) }; break;
            case "uniqueItems": node.UniqueItems = value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, "true or false"); break;
            case "pattern": node.Pattern = Pattern(Text(name, value)); break;
            case "format": node.Format = SchemaFormats.Knows(Text(name, value)) ? value.GetString() : throw Wrong(name, "one of " + string.Join(", ", SchemaFormats.Names)); break;
            case "anyOf": node.AnyOf = Parts(name, value); break;
            case "oneOf": node.OneOf = Parts(name, value); break;
            case "allOf": node.AllOf.AddRange(Parts(name, value)); break;
            case "$ref": node.AllOf.Add(reader.Resolve(Text(name, value), $"{location}/$ref", depth)); break;
            default: throw new SchemaException(location, $"the keyword '{name}' is not supported");
        }
    }

    private void ReadProperties(JsonElement value)
    {
        foreach (var property in value.ValueKind is JsonValueKind.Object ? value.EnumerateObject() : throw Wrong("properties", "an object"))
        {
            node.Properties[property.Name] = reader.Node(property.Value, $"{location}/properties/{SchemaReader.Escape(property.Name)}", depth + 1);
        }
    }

    private SchemaNode Part(string name, JsonElement value) => reader.Node(value, $"{location}/{name}", depth + 1);

    private List<SchemaNode> Parts(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 0
            ? [.. value.EnumerateArray().Select((part, i) => reader.Node(part, $"{location}/{name}/{i}", depth + 1))]
            : throw Wrong(name, "a list of at least one schema");

    private List<JsonKind> Types(JsonElement value) =>
        value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 0 ? [.. value.EnumerateArray().Select(Type)] : [Type(value)];

    private JsonKind Type(JsonElement value) => (value.ValueKind is JsonValueKind.String ? value.GetString() : null) switch
    {
        "null" => JsonKind.Null,
        "boolean" => JsonKind.Boolean,
        "integer" => JsonKind.Integer,
        "number" => JsonKind.Number,
        "string" => JsonKind.String,
        "array" => JsonKind.Array,
        "object" => JsonKind.Object,
        _ => throw Wrong("type", "string, number, integer, boolean, array, object, null, or a list of these"),
    };

    private JsonElement[] Enum(JsonElement value) =>
        value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 0 ? [.. value.EnumerateArray()] : throw Wrong("enum", "a list of at least one value");

    private List<string> Texts(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw Wrong(name, "a list of names");

    private string Text(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : throw Wrong(name, "text");

    private decimal Number(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : throw Wrong(name, "a number of at most 28 digits");

    private int Count(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0 ? count : throw Wrong(name, "a whole number from 0");

    // Without backtracking where the expression allows it: then its time is linear. Else the time-out bounds it.
    private Regex Pattern(string pattern)
    {
        if (pattern.Length > MaxPatternLength)
        {
            throw Wrong("pattern", $"at most {MaxPatternLength} characters long");
        }

        try
        {
            return new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, PatternTimeout);
        }
        catch (NotSupportedException)
        {
            return new(pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (ArgumentException)
        {
            throw Wrong("pattern", "a regular expression");
        }
    }

    private SchemaException Wrong(string keyword, string accepts) => new(location, $"'{keyword}' must be {accepts}");
}
