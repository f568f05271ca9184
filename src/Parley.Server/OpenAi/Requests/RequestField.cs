using System.Globalization;
using System.Text.Json;
using Parley.Server.OpenAi.Errors;

namespace Parley.Server.OpenAi.Requests;

/// <summary>
/// A value in a request that knows its path, so that what is wrong with it can be said by name. A missing value and null
/// are the same, as they are for OpenAI.
/// </summary>
internal readonly struct RequestField
{
    private readonly JsonElement _value;

    private RequestField(JsonElement value, string path) => (_value, Path) = (value, path);

    /// <summary>For example <c>messages[2].content</c>; empty for the body.</summary>
    public string Path { get; }

    public bool IsMissing => _value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public bool IsText => _value.ValueKind is JsonValueKind.String;

    public bool IsArray => _value.ValueKind is JsonValueKind.Array;

    /// <summary>A copy that outlives the body.</summary>
    public JsonElement Json => _value.Clone();

    public IEnumerable<string> Names => _value.EnumerateObject().Select(property => property.Name);

    public RequestField this[string name] => new(
        _value.TryGetProperty(name, out var value) ? value : default, Path.Length > 0 ? $"{Path}.{name}" : name);

    public static RequestField Body(JsonDocument body) => new RequestField(body.RootElement, "").Object();

    public RequestField Object() => _value.ValueKind is JsonValueKind.Object ? this : throw Wrong("an object");

    /// <summary>The value, which must be there.</summary>
    public RequestField Required() => IsMissing ? throw Invalid($"'{Path}' is missing.", "missing_required_parameter") : this;

    public List<RequestField> Items(int min, int max)
    {
        if (!IsArray)
        {
            throw Wrong("an array");
        }

        var count = _value.GetArrayLength();
        if (count < min || count > max)
        {
            throw Invalid($"'{Path}' has {count} items; it must have {min} to {max:N0}.");
        }

        var items = new List<RequestField>(count);
        foreach (var item in _value.EnumerateArray())
        {
            items.Add(new RequestField(item, $"{Path}[{items.Count}]"));
        }

        return items;
    }

    /// <param name="maxLength">In characters.</param>
    public string Text(int maxLength = int.MaxValue)
    {
        if (!IsText)
        {
            throw Wrong("a string");
        }

        string text;
        try
        {
            text = _value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a character, or bytes that are none.
            throw Wrong("valid text");
        }

        return text.Length <= maxLength ? text : throw Invalid($"'{Path}' is longer than {maxLength:N0} characters.");
    }

    public string? OptionalText(int maxLength = int.MaxValue) => IsMissing ? null : Text(maxLength);

    public bool? Flag() => _value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ when IsMissing => null,
        _ => throw Wrong("true or false"),
    };

    public long? Whole(long min, long max)
    {
        if (IsMissing)
        {
            return null;
        }

        if (_value.ValueKind is not JsonValueKind.Number || !_value.TryGetInt64(out var number))
        {
            throw Wrong("a whole number");
        }

        return number >= min && number <= max ? number : throw OutOfRange(min, max);
    }

    public float? Number(double min, double max)
    {
        if (IsMissing)
        {
            return null;
        }

        if (_value.ValueKind is not JsonValueKind.Number || !_value.TryGetDouble(out var number))
        {
            throw Wrong("a number");
        }

        return number >= min && number <= max ? (float)number : throw OutOfRange(min, max);
    }

    public OpenAiException Invalid(string message, string? code = null) => OpenAiException.Invalid(Path, message, code);

    public OpenAiException Unsupported(string message) => OpenAiException.Unsupported(Path, message);

    public OpenAiException Wrong(string expected) => Path.Length > 0
        ? OpenAiException.Invalid(Path, $"'{Path}' must be {expected}, not {Kind}.", "invalid_type")
        : OpenAiException.Invalid("", $"The body must be {expected}, not {Kind}.");

    private OpenAiException OutOfRange(double min, double max) =>
        Invalid(string.Create(CultureInfo.InvariantCulture, $"'{Path}' must be from {min} to {max}."));

    private string Kind => _value.ValueKind switch
    {
        JsonValueKind.Undefined => "missing",
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "this text",
        JsonValueKind.Number => "this number",
        _ => "true or false",
    };
}
