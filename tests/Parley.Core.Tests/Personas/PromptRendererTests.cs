using System.Diagnostics;
using System.Text.Json;
using Parley.Errors;
using Parley.Personas;
using Parley.Personas.Templates;

namespace Parley.Core.Tests.Personas;

public sealed class PromptRendererTests
{
    private readonly PromptRenderer _renderer = new();

    [Theory]
    [InlineData("Hello {{name}}!", "Hello <b>&'\"{{x}}</b>!")]
    [InlineData("{{{name}}} {{ name }} {{~ name ~}} .", "<b>&'\"{{x}}</b> <b>&'\"{{x}}</b><b>&'\"{{x}}</b>.")]
    [InlineData("{{#if name}}yes{{else}}no{{/if}} {{#if empty}}yes{{else if name}}other{{else}}no{{/if}}", "yes other")]
    [InlineData("{{#unless off}}on{{/unless}} {{off}} {{number}}", "on false 12.50")]
    [InlineData("{{#each list}}{{@index}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}", "0a, 1b")]
    [InlineData("{{#each list}}{{#each ../list}}{{this}}{{/each}}{{../number}} {{/each}}", "ab12.50 ab12.50 ")]
    [InlineData("A\n{{#each sources}}\n- {{title}}: {{this.text}}{{#if note}} ({{../number}}){{/if}}\n{{/each}}\nB", "A\n- One: 1\n- Two: 2 (12.50)\nB")]
    [InlineData("{{#each none}}x{{else}}nothing for {{number}}{{/each}}", "nothing for 12.50")]
    [InlineData("{{#each lines}}[{{this}}]{{/each}}", "[first][second]")]
    [InlineData("a{{! note }}b{{!-- {{name}} --}}c", "abc")]
    [InlineData(@"\{{name}} \{{#if}} \\{{number}} {\{{ }} } { {{number}} }", @"{{name}} {{#if}} \{{number}} {{{ }} } { 12.50 }")]
    [InlineData("no tags } at { all \\ <>&", "no tags } at { all \\ <>&")]
    public void Render_Template_GivesText(string body, string expected)
    {
        Assert.Equal(expected, _renderer.Render(Template(body), Values(), "values"));
    }

    [Theory]
    [InlineData("Hello\n {{name", "Line 2, column 2: the tag is not closed")]
    [InlineData("{{#if name}}x", "Line 1, column 1: '{{#if}}' is never closed")]
    [InlineData("{{#if name}}{{#each list}}{{/if}}{{/each}}", "'/if' stands where the '#each' of line 1, column 13")]
    [InlineData("{{/if}}", "closes nothing")]
    [InlineData("{{else}}", "stands in no block")]
    [InlineData("{{}}", "is not the name of a variable")]
    [InlineData("{{> partial}}", "partials")]
    [InlineData("{{name.Length}}", "is not the name of a variable")]
    [InlineData("{{lookup name 0}}", "is not the name of a variable")]
    [InlineData("{{#with name}}{{/with}}", "is not understood")]
    [InlineData("{{{{raw}}}}", "may not hold braces")]
    [InlineData("{{@root.name}}", "is not the name of a variable")]
    [InlineData("{{this}}", "inside #each only")]
    [InlineData("{{../name}}", "inside #each only")]
    [InlineData("{{#each list}}{{../../name}}{{/each}}", "write ../ before")]
    [InlineData("{{#each list}}{{#each this}}{{/each}}{{/each}}", "#each needs a variable")]
    [InlineData("{{nope}} {{nope}} {{other}}", "'nope' (line 1, column 1) is not declared. Declare it as a variable, or correct its name. 'other' (line 1, column 19)")]
    public void Check_WrongTemplate_SaysWhatAndWhere(string body, string expected)
    {
        var error = Assert.Throws<AppException>(() => TemplateCatalogue.CheckContent(Template(body)));

        Assert.Equal(ErrorCode.ValidationError, error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_MissingAndUnknownValues_NamesAllAtOnce()
    {
        var template = new TemplateDefinition
        {
            Body = "{{a}}{{b}}{{c}}{{d}}",
            Variables = [new() { Name = "a", Description = "The first." }, new() { Name = "b" }, new() { Name = "c", Default = "C" }, new() { Name = "d", Required = false }],
        };

        var error = Assert.Throws<AppException>(() => _renderer.Render(template, Json("""{ "x": 1, "b": null }"""), "values"));

        Assert.Equal(["values.a", "values.b", "values.x"], error.Errors!.Keys.Order());
        Assert.Equal(["A value is needed: The first."], error.Errors["values.a"]);
        Assert.Equal("12C", _renderer.Render(template, Json("""{ "a": 1, "b": "2" }"""), "values"));
    }

    [Theory]
    [InlineData("{{list}}", """{ "list": ["a"] }""", "values.list", "Must be a text")]
    [InlineData("{{#each list}}{{title}}{{/each}}", """{ "list": [{ "text": "x" }] }""", "values.list[0]", "Has no field 'title'")]
    [InlineData("{{#each list}}{{title}}{{/each}}", """{ "list": ["a"] }""", "values.list[0]", "Is a text")]
    [InlineData("{{#each list}}{{this}}{{/each}}", """{ "list": [{ "text": "x" }] }""", "values.list[0]", "Has fields")]
    [InlineData("{{list}}", """{ "list": { "a": 1 } }""", "values.list", "Must be")]
    [InlineData("{{#each list}}{{this}}{{/each}}", """{ "list": [[1]] }""", "values.list[0]", "Must be")]
    [InlineData("{{#each list}}{{a}}{{/each}}", """{ "list": [{ "a": {} }] }""", "values.list[0].a", "Must be")]
    [InlineData("{{#each list}}{{a}}{{/each}}", """{ "list": [{ "a": 1, "__proto__": 2 }] }""", "values.list[0]", "name of a field")]
    [InlineData("{{list}}", """{ "list": "a\u0000b" }""", "values.list", "NUL")]
    public void Render_ValueOfTheWrongKind_IsNamedByField(string body, string values, string field, string expected)
    {
        var template = new TemplateDefinition { Body = body, Variables = [new() { Name = "list" }] };

        var error = Assert.Throws<AppException>(() => _renderer.Render(template, Json(values), "values"));

        Assert.Contains(expected, error.Errors![field][0], StringComparison.Ordinal);
    }

    public static TheoryData<string> Hostile => new(
        string.Concat(Enumerable.Repeat("{{#if name}}", 5_000)),
        string.Concat(Enumerable.Repeat("{{#each list}}", 3)) + "{{/each}}",
        string.Concat(Enumerable.Repeat("{{name}}", 5_000)),
        string.Concat(Enumerable.Repeat("{{name}}", 499)),
        new string('{', 20_000),
        new string('\\', 19_990) + "{{name}}",
        string.Concat(Enumerable.Repeat("{{!--", 3_000)),
        "{{#each list}}{{#each ../list}}{{#each ../../list}}{{/each}}{{/each}}{{/each}}",
        "{{#each list}}" + string.Concat(Enumerable.Repeat("{{#if @first}}{{/if}}", 200)) + "{{/each}}",
        "{{#each list}}{{#each ../list}}{{#each ../../list}}{{@index}}{{/each}}{{/each}}{{/each}}",
        new string('x', 40_001));

    /// <summary>Whatever it is, it ends soon: with text, or with a clear error.</summary>
    [Theory, MemberData(nameof(Hostile))]
    public void Render_HostileTemplate_EndsSoon(string body)
    {
        var values = Json(JsonSerializer.Serialize(new { name = new string('y', 20_000), list = Enumerable.Repeat("z", 200) }));
        var template = new TemplateDefinition { Body = body, Variables = [new() { Name = "name" }, new() { Name = "list" }] };
        var clock = Stopwatch.StartNew();

        try
        {
            TemplateCatalogue.CheckContent(template with { DisplayName = "x" });
            Assert.InRange(_renderer.Render(template, values, "values").Length, 0, TemplateLimits.MaxOutputLength);
        }
        catch (AppException e)
        {
            Assert.Equal(ErrorCode.ValidationError, e.Code);
            Assert.True(e.Message.Length < 2_000, e.Message);
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"It took {clock.Elapsed}.");
    }

    /// <summary>What the engine reads is what was checked: texts of nothing but the language's own characters come out as a plain reading says.</summary>
    [Fact]
    public void Render_RandomBraces_ReadAsChecked()
    {
        var random = new Random(17);
        string[] pieces = ["{{n}}", "\\", "{", "}", "\\{{", " ", "x", "\n", "~", "!", "&", ">"];
        var rendered = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var body = string.Concat(random.GetItems(pieces, random.Next(1, 9)));
            try
            {
                var text = _renderer.Render(new TemplateDefinition { Body = body, Variables = [new() { Name = "n" }] }, Json("""{ "n": "V" }"""), "values");
                Assert.Equal(PlainReading(body), text);
                rendered++;
            }
            catch (AppException)
            {
                // Not a template. Refusing is always safe.
            }
        }

        Assert.True(rendered > 1_000);
    }

    [Fact]
    public void Render_Persona_PutsPartsUnderHeadingsAndFillsExamples()
    {
        var persona = new PersonaDefinition
        {
            DisplayName = "X",
            Prompt = new() { Role = "You help {{who}}.", Capabilities = ["Read"], Guidelines = ["Be brief", "Be {{who}}'s friend"], Format = "Text.", Constraints = ["No jokes"] },
            Variables = [new() { Name = "who" }],
            Examples = [new() { User = "I am {{who}}", Assistant = "Hello {{who}}" }],
        };

        var rendered = _renderer.Render(persona, "x@1", Json("""{ "who": "{{#if}}" }"""), "persona_variables");

        Assert.Equal("You help {{#if}}.\n\n## Capabilities\n- Read\n\n## Guidelines\n- Be brief\n- Be {{#if}}'s friend\n\n## Response format\nText.\n\n## Constraints\n- No jokes", rendered.SystemPrompt);
        Assert.Equal([new PersonaExample { User = "I am {{#if}}", Assistant = "Hello {{#if}}" }], rendered.Examples);
    }

    // A backslash before two braces makes them text; {{n}} and {{{n}}} are the value; all else stands for itself.
    private static string PlainReading(string body)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < body.Length;)
        {
            var (read, given) = body.AsSpan(i) switch
            {
                ['\\', '{', '{', ..] => (3, "{{"),
                ['{', '{', '{', 'n', '}', '}', '}', ..] => (7, "V"),
                ['{', '{', 'n', '}', '}', ..] => (5, "V"),
                _ => (1, body[i].ToString()),
            };
            text.Append(given);
            i += read;
        }

        return text.ToString();
    }

    private static TemplateDefinition Template(string body) => new()
    {
        DisplayName = "Test",
        Body = body,
        Variables = [.. new[] { "name", "empty", "off", "number", "list", "none", "sources", "lines" }.Select(name => new TemplateVariable { Name = name, Required = false })],
    };

    private static Dictionary<string, JsonElement> Values() => Json("""
        { "name": "<b>&'\"{{x}}</b>", "off": false, "number": 12.50, "list": ["a", "b"], "none": [], "lines": "first\n\n  second ",
          "sources": [{ "title": "One", "text": "1" }, { "title": "Two", "text": 2, "note": true }] }
        """);

    private static Dictionary<string, JsonElement> Json(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
