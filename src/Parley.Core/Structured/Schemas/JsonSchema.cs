using System.Text.Json;
using Parley.Errors;

namespace Parley.Structured.Schemas;

/// <summary>
/// A JSON Schema, read once and checked against many values. It knows the part of draft 2020-12 that describes data:
/// type, properties, required, additionalProperties, items, the bounds of numbers, texts, arrays and objects, enum, const,
/// pattern, format, anyOf, oneOf, allOf, and $ref within the schema. Any other keyword is refused, because one that is
/// passed over would let values through that its author wanted stopped.
/// </summary>
public sealed class JsonSchema
{
    /// <summary>The largest schema, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    private readonly SchemaNode _root;

    private JsonSchema(SchemaNode root, JsonElement source) => (_root, Source) = (root, source);

    /// <summary>The schema as it was given.</summary>
    public JsonElement Source { get; }

    /// <summary>
    /// Whether every object in it is closed and demands all its properties, and it uses none of the bounds that providers'
    /// strict modes refuse. Then a provider can guarantee an answer that fits.
    /// </summary>
    public bool IsStrict => _root.Types is [JsonKind.Object] && StrictMode.Allows(Source);

    /// <param name="field">The API's name of the field the schema came in, for errors.</param>
    /// <exception cref="AppException"><see cref="ErrorCode.ValidationError"/>: it is not a schema, too large or deep, or uses what is not known.</exception>
    public static JsonSchema Read(JsonElement schema, string field = "schema")
    {
        try
        {
            if (schema.GetRawText().Length > MaxLength)
            {
                throw new SchemaException("#", $"the schema is larger than {MaxLength / 1024} KiB");
            }

            var source = schema.Clone();
            return new(SchemaReader.Read(source), source);
        }
        catch (SchemaException e)
        {
            throw AppException.Invalid(field, $"At {e.Location}: {e.Message}.");
        }
    }

    /// <summary>Everything that does not fit, at most <see cref="SchemaValidator.MaxErrors"/>; empty when it fits.</summary>
    public IReadOnlyList<SchemaError> Validate(JsonElement value) => new SchemaValidator().Validate(_root, value);
}
