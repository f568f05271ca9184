using System.Globalization;
using System.Text.Json;

namespace Parley.Testing.Vectors.OpenApi;

/// <summary>
/// Checks values against the schemas of an OpenAPI 3.0 description. A keyword it does not know stops the test instead of being
/// passed over.
/// </summary>
/// <param name="root">The whole description, in which references point.</param>
/// <param name="isStrict">Whether properties that the description does not name are wrong: services pass over what is misspelt.</param>
internal sealed class OpenApiSchema(JsonElement root, bool isStrict)
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "description", "title", "example", "examples", "default", "deprecated", "format", "readOnly", "writeOnly", "discriminator", "nullable",
    };

    public List<string> Check(JsonElement schema, JsonElement value, string at = "$")
    {
        if (value.ValueKind is JsonValueKind.Null && Says(schema, "nullable"))
        {
            return [];
        }

        var problems = new List<string>();
        if (IsOnlyNullable(schema))
        {
            return [$"{at} must be null"];
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            problems.AddRange(CheckKeyword(schema, keyword, value, at));
        }

        return problems;
    }

    private IEnumerable<string> CheckKeyword(JsonElement schema, JsonProperty keyword, JsonElement value, string at) => keyword.Name switch
    {
        "$ref" => Check(Resolve(keyword.Value.GetString()!), value, at),
        "type" => Is(value, keyword.Value.GetString()!) && Fits(schema, value) ? [] : [$"{at} must be {keyword.Value}{(schema.TryGetProperty("format", out var format) ? $" ({format})" : "")}, not {Shorten(value)}"],
        "enum" => keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)) ? [] : [$"{at} must be one of {keyword.Value}, not {Shorten(value)}"],
        "properties" => CheckProperties(schema, keyword.Value, value, at),
        "required" => value.ValueKind is not JsonValueKind.Object ? []
            : keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at} lacks {name}"),
        "additionalProperties" => CheckOthers(schema, keyword.Value, value, at),
        "items" => value.ValueKind is not JsonValueKind.Array ? []
            : value.EnumerateArray().Select((item, i) => (item, i)).SelectMany(pair => Check(keyword.Value, pair.item, $"{at}[{pair.i}]")),
        "anyOf" or "oneOf" => CheckAlternatives(keyword.Value, value, at),
        "allOf" => keyword.Value.EnumerateArray().SelectMany(part => Check(part, value, at)),
        "minimum" => Number(value) < keyword.Value.GetDouble() ? [$"{at} must be at least {keyword.Value}"] : [],
        "maximum" => Number(value) > keyword.Value.GetDouble() ? [$"{at} must be at most {keyword.Value}"] : [],

        // One of the descriptions bounds lists by the words for texts.
        "minLength" or "minItems" => Length(value) < keyword.Value.GetInt32() ? [$"{at} must have at least {keyword.Value}"] : [],
        "maxLength" or "maxItems" => Length(value) > keyword.Value.GetInt32() ? [$"{at} must have at most {keyword.Value}"] : [],
        "uniqueItems" => value.ValueKind is JsonValueKind.Array && value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() < value.GetArrayLength() ? [$"{at} has an item twice"] : [],
        _ when Annotations.Contains(keyword.Name) || keyword.Name.StartsWith("x-", StringComparison.Ordinal) => [],
        _ => throw new InvalidOperationException($"The keyword {keyword.Name} of the description is not known here."),
    };

    private IEnumerable<string> CheckProperties(JsonElement schema, JsonElement known, JsonElement value, string at)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (known.TryGetProperty(property.Name, out var inner))
            {
                foreach (var problem in Check(inner, property.Value, $"{at}.{property.Name}"))
                {
                    yield return problem;
                }
            }
            else if (isStrict && !schema.TryGetProperty("additionalProperties", out _) && !schema.TryGetProperty("allOf", out _))
            {
                yield return $"{at}.{property.Name} is not known";
            }
        }
    }

    private IEnumerable<string> CheckOthers(JsonElement schema, JsonElement others, JsonElement value, string at)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            return [];
        }

        var named = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(property => property.Name).ToHashSet() : [];
        var rest = value.EnumerateObject().Where(property => !named.Contains(property.Name)).ToList();
        return others.ValueKind switch
        {
            JsonValueKind.False => rest.Select(property => $"{at}.{property.Name} must not be there"),
            JsonValueKind.True => [],
            _ => rest.SelectMany(property => Check(others, property.Value, $"{at}.{property.Name}")),
        };
    }

    private List<string> CheckAlternatives(JsonElement alternatives, JsonElement value, string at)
    {
        List<string>? nearest = null;
        foreach (var alternative in alternatives.EnumerateArray())
        {
            var problems = Check(alternative, value, at);
            if (problems.Count == 0)
            {
                return [];
            }

            nearest = nearest is null || problems.Count < nearest.Count ? problems : nearest;
        }

        return [$"{at} fits no alternative; the nearest: {string.Join("; ", nearest!.Take(3))}"];
    }

    private JsonElement Resolve(string reference) => reference.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name));

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind is JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        "number" => value.ValueKind is JsonValueKind.Number,
        _ => throw new InvalidOperationException($"The type {type} of the description is not known here."),
    };

    private static bool Fits(JsonElement schema, JsonElement value) => !schema.TryGetProperty("format", out var format) || format.GetString() switch
    {
        "uuid" => Guid.TryParse(value.GetString(), out _),
        "date-time" => DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "float" => float.IsFinite(value.GetSingle()),
        _ => true,
    };

    // Generated descriptions write "or null" as an alternative that says nothing else.
    private static bool IsOnlyNullable(JsonElement schema) => Says(schema, "nullable") && schema.EnumerateObject().Count() == 1;

    private static bool Says(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var value) && value.ValueKind is JsonValueKind.True;

    private static double? Number(JsonElement value) => value.ValueKind is JsonValueKind.Number ? value.GetDouble() : null;

    private static int? Length(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength(),
        JsonValueKind.String => value.GetString()!.Length,
        _ => null,
    };

    private static string Shorten(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : value.GetRawText();
}
