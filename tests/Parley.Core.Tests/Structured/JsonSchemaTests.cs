using System.Text.Json;
using Parley.Errors;
using Parley.Structured.Schemas;

namespace Parley.Core.Tests.Structured;

public sealed class JsonSchemaTests
{
    private const string Person = """
        {
          "type": "object", "title": "Person",
          "properties": {
            "name": { "type": "string", "minLength": 1, "maxLength": 5 },
            "age": { "type": ["integer", "null"], "minimum": 0, "exclusiveMaximum": 150 },
            "email": { "type": "string", "format": "email" },
            "born": { "type": "string", "format": "date" },
            "kind": { "enum": ["a", "b", 3] },
            "code": { "type": "string", "pattern": "^[A-Z]{2}$" },
            "tags": { "type": "array", "items": { "type": "string" }, "maxItems": 2, "uniqueItems": true },
            "price": { "type": "number", "multipleOf": 0.01 },
            "friend": { "$ref": "#" },
            "home": { "$ref": "#/$defs/place" }
          },
          "required": ["name"], "additionalProperties": false,
          "$defs": { "place": { "anyOf": [{ "type": "string" }, { "type": "object", "required": ["city"] }] } }
        }
        """;

    [Theory]
    [InlineData("""{"name":"Ann"}""")]
    [InlineData("""{"name":"Ann","age":null,"kind":3.0,"price":19.99}""")]
    [InlineData("""{"name":"Ann","age":1.0,"email":"a@b.org","born":"2024-02-29","code":"AB","tags":["x","y"],"home":"x"}""")]
    [InlineData("""{"name":"👩‍👩","friend":{"name":"Bob","friend":{"name":"Cleo"}},"home":{"city":1}}""")]
    public void Validate_Fitting_HasNoErrors(string value) => Assert.Empty(Errors(Person, value));

    [Theory]
    [InlineData("[]", "$: must be object, not array")]
    [InlineData("{}", "$: must have the property 'name'")]
    [InlineData("""{"name":""}""", "$.name: must have at least 1 characters, not 0")]
    [InlineData("""{"name":"Anders"}""", "$.name: must have at most 5 characters, not 6")]
    [InlineData("""{"name":"A","age":1.5}""", "$.age: must be integer or null, not number")]
    [InlineData("""{"name":"A","age":-1}""", "$.age: must be at least 0")]
    [InlineData("""{"name":"A","age":1e300}""", "$.age: must be below 150")]
    [InlineData("""{"name":"A","email":"nobody"}""", "$.email: must be of the format email")]
    [InlineData("""{"name":"A","born":"2023-02-29"}""", "$.born: must be of the format date")]
    [InlineData("""{"name":"A","kind":"c"}""", "$.kind: must be one of \"a\", \"b\", 3")]
    [InlineData("""{"name":"A","code":"abc"}""", "$.code: must match the pattern ^[A-Z]{2}$")]
    [InlineData("""{"name":"A","tags":["x",1]}""", "$.tags[1]: must be string, not number")]
    [InlineData("""{"name":"A","tags":["x","x"]}""", "$.tags: must not hold the same item twice")]
    [InlineData("""{"name":"A","price":0.005}""", "$.price: must be a multiple of 0.01")]
    [InlineData("""{"name":"A","more":1}""", "$: must not have the property 'more'")]
    [InlineData("""{"name":"A","friend":{"friend":{"name":"B"}}}""", "$.friend: must have the property 'name'")]
    [InlineData("""{"name":"A","home":{}}""", "$.home: must fit one of 2 alternatives; the nearest fails because")]
    public void Validate_Unfitting_SaysWhereAndWhat(string value, string error) =>
        Assert.Contains(Errors(Person, value), found => found.ToString().StartsWith(error, StringComparison.Ordinal));

    [Theory]
    [InlineData("5", "a schema must be a JSON object")]
    [InlineData("""{"type":"text"}""", "'type' must be string, number")]
    [InlineData("""{"properties":{"a":{"if":{}}}}""", "At #/properties/a: the keyword 'if' is not supported")]
    [InlineData("""{"items":5}""", "a schema must be an object, true or false")]
    [InlineData("""{"required":"name"}""", "'required' must be a list of names")]
    [InlineData("""{"pattern":"("}""", "'pattern' must be a regular expression")]
    [InlineData("""{"format":"colour"}""", "'format' must be one of")]
    [InlineData("""{"minLength":-1}""", "'minLength' must be a whole number from 0")]
    [InlineData("""{"$ref":"https://example.com/schema"}""", "is outside the schema")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "points to nothing")]
    [InlineData("""{"anyOf":[{"$ref":"#"}]}""", "leads back to itself")]
    [InlineData("""{"enum":[]}""", "'enum' must be a list of at least one value")]
    public void Read_NoSchema_NamesThePlace(string schema, string problem)
    {
        var error = Assert.Throws<AppException>(() => Read(schema));

        Assert.Equal(["schema"], error.Errors!.Keys);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TooDeepOrTooLarge_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"items":""", 40)) + "{}" + new string('}', 40);

        Assert.Contains("nested deeper", Assert.Throws<AppException>(() => Read(deep)).Message, StringComparison.Ordinal);
        Assert.Contains("larger than", Assert.Throws<AppException>(() => Read($$"""{"title":"{{new string('x', 70_000)}}"}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_AlternativesOfAlternatives_EndsSoon()
    {
        var schema = """{"$defs":{"x":{"anyOf":[{"type":"object","properties":{"a":{"$ref":"#/$defs/x"}},"required":["b"]},{"type":"object","properties":{"a":{"$ref":"#/$defs/x"}},"required":["c"]}]}},"$ref":"#/$defs/x"}""";
        var value = string.Concat(Enumerable.Repeat("""{"a":""", 50)) + "1" + new string('}', 50);

        Assert.NotEmpty(Errors(schema, value));
    }

    [Fact]
    public void Validate_PatternThatBacktracks_EndsSoon()
    {
        var value = $"\"{new string('a', 50_000)}!\"";

        Assert.NotEmpty(Errors("""{"pattern":"^(a+)+$"}""", value));
        Assert.NotEmpty(Errors("""{"pattern":"^(?=b)(a+)+$|^(a|aa)+(?<!x)$"}""", value));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":["string","null"]}},"required":["a"],"additionalProperties":false}""", true)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","minLength":1}},"required":["a"],"additionalProperties":false}""", false)]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"object"}},"required":["a"],"additionalProperties":false}""", false)]
    public void IsStrict_OnlyWhatEveryStrictModeTakes(string schema, bool strict) => Assert.Equal(strict, Read(schema).IsStrict);

    private static IReadOnlyList<SchemaError> Errors(string schema, string value)
    {
        using var document = JsonDocument.Parse(value);
        return Read(schema).Validate(document.RootElement);
    }

    private static JsonSchema Read(string schema)
    {
        using var document = JsonDocument.Parse(schema, new() { MaxDepth = 256 });
        return JsonSchema.Read(document.RootElement);
    }
}
