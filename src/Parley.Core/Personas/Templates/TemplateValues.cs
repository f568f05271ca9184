using System.Text.Json;
using Parley.Errors;

namespace Parley.Personas.Templates;

/// <summary>
/// Fits values to what a template declares and reads: texts, numbers, true and false, or lists of such values or of
/// objects of them. Whatever is missing, unknown or of the wrong kind is named by its field, all at once.
/// </summary>
internal sealed class TemplateValues(string field, FieldErrors errors)
{
    /// <summary>Conditions read a name of their own, so that their truth is decided here: false and what is empty are false.</summary>
    public const string ConditionSuffix = "-is";

    private int _length;

    /// <param name="field">Under which name the values were given.</param>
    /// <returns>What the template is rendered with; of no use when there are errors.</returns>
    public static Dictionary<string, object> Bind(
        IReadOnlyList<TemplateVariable> variables, IReadOnlyDictionary<string, JsonElement> given, IReadOnlyCollection<TemplateRead> reads,
        string field, FieldErrors errors)
    {
        var binder = new TemplateValues(field, errors);
        foreach (var name in given.Keys.Where(name => variables.All(variable => variable.Name != name)))
        {
            errors.Add($"{field}.{name}", variables.Count == 0
                ? "There is no such variable; there are none."
                : $"There is no such variable. There are: {string.Join(", ", variables.Select(variable => variable.Name))}.");
        }

        var values = new Dictionary<string, object>();
        foreach (var variable in variables)
        {
            var value = binder.Read(variable, given.TryGetValue(variable.Name, out var json) ? json : default, [.. reads.Where(read => read.Variable == variable.Name)]);
            values[variable.Name] = value is List<Dictionary<string, object>> entries ? binder.Entries(variable.Name, entries, reads) : value;
            values[variable.Name + ConditionSuffix] = IsTrue(value);
        }

        binder.CheckSize(values, reads);
        return values;
    }

    private object Read(TemplateVariable variable, JsonElement json, TemplateRead[] reads)
    {
        var isList = reads.Any(read => read.Kind is ReadKind.List);
        switch (json.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null when variable.Default is null && variable.Required:
                Wrong(variable.Name, variable.Description is { Length: > 0 } meaning ? $"A value is needed: {meaning}" : "A value is needed.");
                return "";
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return isList ? Lines(variable.Default ?? "") : variable.Default ?? "";
            case JsonValueKind.Array when reads.FirstOrDefault(read => read.Kind is ReadKind.Text) is { } text:
                Wrong(variable.Name, $"Must be a text: {text.Place} of the template inserts it as one.");
                return "";
            case JsonValueKind.Array:
                return List(variable.Name, json);
            case JsonValueKind.Object:
                Wrong(variable.Name, "Must be a text, a number, true, false or a list.");
                return "";
            default:
                return isList ? Lines(Scalar(variable.Name, json)) : Scalar(variable.Name, json);
        }
    }

    private List<Dictionary<string, object>> List(string name, JsonElement json)
    {
        if (json.GetArrayLength() > TemplateLimits.MaxListEntries)
        {
            Wrong(name, $"The list has {json.GetArrayLength():N0} entries; the limit is {TemplateLimits.MaxListEntries}.");
            return [];
        }

        return [.. json.EnumerateArray().Select((entry, i) => entry.ValueKind is JsonValueKind.Object
            ? Fields($"{name}[{i}]", entry)
            : new() { [""] = Scalar($"{name}[{i}]", entry) })];
    }

    private Dictionary<string, object> Fields(string name, JsonElement entry)
    {
        var fields = new Dictionary<string, object>();
        foreach (var property in entry.EnumerateObject().Take(TemplateLimits.MaxFields + 1))
        {
            Wrong(name, fields.Count == TemplateLimits.MaxFields ? $"An entry may have {TemplateLimits.MaxFields} fields." : null);
            Wrong(name, TemplatePath.IsName(property.Name) ? null : "The name of a field must be letters, digits and underscores.");
            fields[property.Name] = Scalar($"{name}.{property.Name}", property.Value);
        }

        return fields;
    }

    private string Scalar(string name, JsonElement json)
    {
        var text = json.ValueKind switch
        {
            JsonValueKind.String => json.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
            JsonValueKind.Null => "",
            _ => null,
        };
        Wrong(name, text is null ? "Must be a text, a number, true or false." : null);
        Wrong(name, text?.Length > TemplateLimits.MaxValueLength ? $"The text has {text.Length:N0} characters; the limit is {TemplateLimits.MaxValueLength:N0}." : null);
        Wrong(name, text?.Contains('\0', StringComparison.Ordinal) is true ? "The text contains a NUL character. Remove it." : null);
        _length += text?.Length ?? 0;
        return text ?? "";
    }

    // Where a list is needed, a text is one entry a line: what a plain text field can give.
    private static List<Dictionary<string, object>> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => new Dictionary<string, object> { [""] = line })];

    // What the template reads of each entry has to be there; what it only asks for may be missing.
    private List<object> Entries(string name, List<Dictionary<string, object>> entries, IReadOnlyCollection<TemplateRead> reads)
    {
        var ofEntries = reads.Where(read => read is { Variable: null, Kind: not ReadKind.Loop } && read.Lists[^1] == name).ToList();
        foreach (var (i, entry) in entries.Index())
        {
            foreach (var read in ofEntries)
            {
                Wrong($"{name}[{i}]", Problem(entry, read));
                entry.TryAdd((read.Field ?? "") + ConditionSuffix, IsTrue(entry.GetValueOrDefault(read.Field ?? "", "")));
            }
        }

        return [.. entries.Select(entry => entry.TryGetValue("", out var text) ? text : entry)];
    }

    private static string? Problem(Dictionary<string, object> entry, TemplateRead read) => (read.Field, entry.ContainsKey("")) switch
    {
        (null, false) => $"Has fields, but {read.Place} of the template inserts the entry as a text.",
        ({ } field, true) => $"Is a text, but {read.Place} of the template reads its field '{field}'.",
        ({ } field, false) when read.Kind is ReadKind.Text && !entry.ContainsKey(field) =>
            $"Has no field '{field}', which {read.Place} of the template inserts. A variable of the template is written ../{field} there.",
        _ => null,
    };

    // "false" in a list's entry is a JSON false or the word; neither is meant to be true.
    private static bool IsTrue(object value) => value is not ("" or "false" or List<Dictionary<string, object>> { Count: 0 });

    private void CheckSize(Dictionary<string, object> values, IReadOnlyCollection<TemplateRead> reads)
    {
        if (_length > TemplateLimits.MaxValuesLength)
        {
            errors.Add(field, $"The values have {_length:N0} characters together; the limit is {TemplateLimits.MaxValuesLength:N0}.");
        }

        var steps = reads.Sum(read => (read.Kind is ReadKind.List ? read.Lists.Append(read.Variable!) : read.Lists)
            .Aggregate(1L, (product, list) => product * (values.GetValueOrDefault(list) is List<object> entries ? entries.Count : 1)));
        if (steps > TemplateLimits.MaxSteps)
        {
            errors.Add(field, $"The template would repeat its parts {steps:N0} times for these lists; the limit is {TemplateLimits.MaxSteps:N0}.");
        }
    }

    private void Wrong(string name, string? problem) => errors.Add($"{field}.{name}", problem);
}
