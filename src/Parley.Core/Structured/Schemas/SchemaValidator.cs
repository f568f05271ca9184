using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Structured.Schemas;

/// <summary>Checks one value and collects what does not fit.</summary>
internal sealed class SchemaValidator
{
    /// <summary>More would help neither a person nor a model.</summary>
    public const int MaxErrors = 20;

    /// <summary>Alternatives within alternatives can cost exponentially much; this bounds it.</summary>
    private const int MaxSteps = 200_000;

    private readonly List<SchemaError> _errors;
    private readonly Budget _budget;

    public SchemaValidator()
        : this(new()) => _errors = [];

    private SchemaValidator(Budget budget) => (_errors, _budget) = ([], budget);

    public IReadOnlyList<SchemaError> Validate(SchemaNode schema, JsonElement value)
    {
        Check(schema, value, "$");
        return _errors;
    }

    private void Check(SchemaNode schema, JsonElement value, string path)
    {
        if (_errors.Count >= MaxErrors)
        {
            return;
        }

        if (++_budget.Steps > MaxSteps)
        {
            Add(path, "is too intricate to be checked against this schema");
            return;
        }

        if (!schema.Possible)
        {
            Add(path, "must not be there");
            return;
        }

        if (schema.Types.Count > 0 && !schema.Types.Any(type => Is(value, type)))
        {
            Add(path, $"must be {string.Join(" or ", schema.Types.Select(type => type.ToString().ToLowerInvariant()))}, not {Describe(value)}");
            return;
        }

        if (schema.Enum is { } allowed && !allowed.Any(item => JsonElement.DeepEquals(item, value)))
        {
            Add(path, $"must be {(allowed.Length == 1 ? "" : "one of ")}{Shorten(string.Join(", ", allowed.Select(item => item.GetRawText())))}");
        }

        CheckByKind(schema, value, path);
        schema.AllOf.ForEach(part => Check(part, value, path));
        CheckAlternatives(schema, value, path);
    }

    private void CheckByKind(SchemaNode schema, JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, path);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, path);
                break;
            case JsonValueKind.String:
                CheckText(schema, value.GetString()!, path);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value, path);
                break;
        }
    }

    private void CheckObject(SchemaNode schema, JsonElement value, string path)
    {
        foreach (var name in schema.Required.Where(name => !value.TryGetProperty(name, out _)))
        {
            Add(path, $"must have the property '{name}'");
        }

        var count = 0;
        foreach (var property in value.EnumerateObject())
        {
            count++;
            if (schema.Properties.TryGetValue(property.Name, out var known))
            {
                Check(known, property.Value, $"{path}.{property.Name}");
            }
            else if (schema.AdditionalProperties is { Possible: false })
            {
                Add(path, $"must not have the property '{Shorten(property.Name)}'");
            }
            else if (schema.AdditionalProperties is { } other)
            {
                Check(other, property.Value, $"{path}.{property.Name}");
            }
        }

        CheckSize(schema.PropertyCount, count, "properties", path);
    }

    private void CheckArray(SchemaNode schema, JsonElement value, string path)
    {
        CheckSize(schema.ItemCount, value.GetArrayLength(), "items", path);
        if (schema.Items is { } items)
        {
            var i = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(items, item, $"{path}[{i++}]");
            }
        }

        if (schema.UniqueItems && HasTwins(value))
        {
            Add(path, "must not hold the same item twice");
        }
        else if (schema.UniqueItems && _budget.Steps > MaxSteps)
        {
            Add(path, "holds too many items to be compared with each other");
        }
    }

    private bool HasTwins(JsonElement array)
    {
        var seen = new List<JsonElement>();
        foreach (var item in array.EnumerateArray())
        {
            if ((_budget.Steps += seen.Count) <= MaxSteps && seen.Exists(other => JsonElement.DeepEquals(other, item)))
            {
                return true;
            }

            seen.Add(item);
        }

        return false;
    }

    private void CheckText(SchemaNode schema, string text, string path)
    {
        if (schema.Length != default)
        {
            CheckSize(schema.Length, text.EnumerateRunes().Count(), "characters", path);
        }

        if (schema.Format is { } format && !SchemaFormats.Fits(format, text))
        {
            Add(path, $"must be of the format {format}");
        }

        if (schema.Pattern is { } pattern && !Matches(pattern, text))
        {
            Add(path, $"must match the pattern {Shorten(pattern.ToString())}");
        }
    }

    private static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private void CheckNumber(SchemaNode schema, JsonElement value, string path)
    {
        // A number beyond decimal's range is compared as the nearest that decimal has: bounds are decimals, too.
        var number = value.TryGetDecimal(out var exact) ? exact : value.GetDouble() > 0 ? decimal.MaxValue : decimal.MinValue;
        AddIf(number < schema.Minimum, path, $"must be at least {schema.Minimum}");
        AddIf(number > schema.Maximum, path, $"must be at most {schema.Maximum}");
        AddIf(number <= schema.ExclusiveMinimum, path, $"must be above {schema.ExclusiveMinimum}");
        AddIf(number >= schema.ExclusiveMaximum, path, $"must be below {schema.ExclusiveMaximum}");
        AddIf(schema.MultipleOf is { } step && number % step != 0, path, $"must be a multiple of {schema.MultipleOf}");
    }

    private void CheckAlternatives(SchemaNode schema, JsonElement value, string path)
    {
        if (schema.AnyOf.Count > 0 && !schema.AnyOf.Any(part => Try(part, value, path).Count == 0))
        {
            AddNone(schema.AnyOf, value, path);
        }

        if (schema.OneOf.Count > 0)
        {
            switch (schema.OneOf.Count(part => Try(part, value, path).Count == 0))
            {
                case 0:
                    AddNone(schema.OneOf, value, path);
                    break;
                case > 1:
                    Add(path, "must fit exactly one of the alternatives, and fits several");
                    break;
            }
        }
    }

    private List<SchemaError> Try(SchemaNode part, JsonElement value, string path)
    {
        var attempt = new SchemaValidator(_budget);
        attempt.Check(part, value, path);
        return attempt._errors;
    }

    // The alternative that comes nearest is the one that was meant, most likely.
    private void AddNone(IReadOnlyList<SchemaNode> parts, JsonElement value, string path)
    {
        var nearest = parts.Select(part => Try(part, value, path)).MinBy(errors => errors.Count)!;
        Add(path, $"must fit one of {parts.Count} alternatives; the nearest fails because {Shorten(string.Join("; ", nearest.Take(3)))}");
    }

    private void CheckSize(SizeBound bound, int size, string of, string path)
    {
        AddIf(size < bound.Least, path, $"must have at least {bound.Least} {of}, not {size}");
        AddIf(size > bound.Most, path, $"must have at most {bound.Most} {of}, not {size}");
    }

    private void AddIf(bool wrong, string path, string problem)
    {
        if (wrong)
        {
            Add(path, problem);
        }
    }

    private void Add(string path, string problem)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(new(Shorten(path), problem));
        }
    }

    private static bool Is(JsonElement value, JsonKind type) => type switch
    {
        JsonKind.Null => value.ValueKind is JsonValueKind.Null,
        JsonKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        JsonKind.String => value.ValueKind is JsonValueKind.String,
        JsonKind.Array => value.ValueKind is JsonValueKind.Array,
        JsonKind.Object => value.ValueKind is JsonValueKind.Object,
        JsonKind.Number => value.ValueKind is JsonValueKind.Number,
        _ => value.ValueKind is JsonValueKind.Number && (value.TryGetDecimal(out var number) ? number == decimal.Truncate(number) : double.IsInteger(value.GetDouble())),
    };

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static string Shorten(string text) => text.Length <= 300 ? text : text[..299] + "…";

    private sealed class Budget
    {
        public int Steps { get; set; }
    }
}
