using System.Text.Json;
using Parley.Errors;
using Parley.Personas.Templates;

namespace Parley.Personas;

/// <summary>Fills the variables of personas and templates in.</summary>
public sealed class PromptRenderer
{
    private readonly TemplateEngine _engine = new();

    /// <param name="values">By variable.</param>
    /// <param name="field">Under which name the values were given, for errors.</param>
    /// <exception cref="AppException"><see cref="ErrorCode.ValidationError"/>: values are missing, unknown or too large.</exception>
    public RenderedPersona Render(PersonaDefinition persona, string? reference, IReadOnlyDictionary<string, JsonElement> values, string field)
    {
        var examples = persona.Examples ?? [];
        string[] texts = [persona.Prompt.Compose(), .. examples.SelectMany(example => new[] { example.User, example.Assistant })];
        var rendered = Render(texts, persona.Variables ?? [], values, field);
        return new(reference, rendered[0], [.. rendered.Skip(1).Chunk(2).Select(pair => new PersonaExample { User = pair[0], Assistant = pair[1] })]);
    }

    /// <inheritdoc cref="Render(PersonaDefinition, string?, IReadOnlyDictionary{string, JsonElement}, string)"/>
    public string Render(TemplateDefinition template, IReadOnlyDictionary<string, JsonElement> values, string field) =>
        Render([template.Body], template.Variables ?? [], values, field)[0];

    private string[] Render(string[] texts, IReadOnlyList<TemplateVariable> variables, IReadOnlyDictionary<string, JsonElement> values, string field)
    {
        try
        {
            var errors = new FieldErrors();
            var parsed = Array.ConvertAll(texts, TemplateParser.Parse);
            var bound = TemplateValues.Bind(variables, values, [.. parsed.SelectMany(template => template.Reads)], field, errors);
            errors.Check();
            return Array.ConvertAll(parsed, template => _engine.Render(template, bound));
        }
        catch (TemplateException e)
        {
            throw AppException.Invalid(field, e.Message);
        }
    }
}
