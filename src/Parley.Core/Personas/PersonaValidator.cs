using Parley.Errors;
using Parley.Identity;
using Parley.Personas.Templates;

namespace Parley.Personas;

/// <summary>Checks a persona before it is stored or rendered, and names every field that is wrong at once.</summary>
internal static class PersonaValidator
{
    private const int MaxTokensLimit = 1_000_000;
    private const int MaxModelLength = 200;
    private const int MaxCollections = 100;
    private static readonly string[] Tiers = ["economy", "standard", "premium"];

    public static void Check(PersonaDefinition persona, FieldErrors errors)
    {
        DefinitionChecks.CheckTitle(persona.DisplayName, persona.Description, errors);
        CheckContent(persona, errors);
        CheckModel(persona, errors);
        errors.Add("collections", persona.Collections is { } collections && (collections.Count > MaxCollections || collections.Any(id => TypeId.Decode("col", id) == Guid.Empty))
            ? $"Give at most {MaxCollections} ids of collections, such as col_…." : null);
    }

    /// <summary>What is needed to render it: texts, variables, examples.</summary>
    public static void CheckContent(PersonaDefinition persona, FieldErrors errors)
    {
        var variables = persona.Variables ?? [];
        DefinitionChecks.CheckVariables(variables, errors);
        CheckPrompt(persona.Prompt, variables, errors);
        CheckExamples(persona.Examples ?? [], variables, errors);
    }

    private static void CheckPrompt(PersonaPrompt? prompt, IReadOnlyList<TemplateVariable> variables, FieldErrors errors)
    {
        if (prompt is null || string.IsNullOrWhiteSpace(prompt.Text) && string.IsNullOrWhiteSpace(prompt.Role))
        {
            errors.Add("prompt.role", "Say who the assistant is, or give the whole prompt as a text.");
            return;
        }

        errors.Add("prompt.text", prompt.Text is { Length: > 0 } && prompt.Texts().Any(part => part.Field != "text" && !string.IsNullOrEmpty(part.Text))
            ? "Give either one text or parts, not both." : null);
        foreach (var (field, entries) in new[] { ("capabilities", prompt.Capabilities), ("guidelines", prompt.Guidelines), ("constraints", prompt.Constraints) })
        {
            errors.Add($"prompt.{field}", entries?.Count > PersonaLimits.MaxEntries ? $"There are {entries.Count} entries; the limit is {PersonaLimits.MaxEntries}." : null);
            foreach (var (i, entry) in (entries ?? []).Index())
            {
                errors.Add($"prompt.{field}[{i}]", string.IsNullOrWhiteSpace(entry) ? "The entry is empty. Fill or remove it." : null);
            }
        }

        var before = errors.Any;
        foreach (var (field, text) in prompt.Texts())
        {
            DefinitionChecks.CheckTemplate($"prompt.{field}", text, variables, errors);
        }

        if (!before && !errors.Any)
        {
            CheckWhole(prompt, errors);
        }
    }

    // Parts that are good each may be too much together.
    private static void CheckWhole(PersonaPrompt prompt, FieldErrors errors)
    {
        try
        {
            TemplateParser.Parse(prompt.Compose());
        }
        catch (TemplateException e)
        {
            errors.Add("prompt", e.Message);
        }
    }

    private static void CheckExamples(IReadOnlyList<PersonaExample> examples, IReadOnlyList<TemplateVariable> variables, FieldErrors errors)
    {
        errors.Add("examples", examples.Count > PersonaLimits.MaxExamples ? $"There are {examples.Count} examples; the limit is {PersonaLimits.MaxExamples}." : null);
        foreach (var (i, example) in examples.Take(PersonaLimits.MaxExamples).Index())
        {
            foreach (var (side, text) in new[] { ("user", example?.User), ("assistant", example?.Assistant) })
            {
                errors.Add($"examples[{i}].{side}", string.IsNullOrWhiteSpace(text) ? "The text is empty. Fill it, or remove the example." : null);
                DefinitionChecks.CheckTemplate($"examples[{i}].{side}", text, variables, errors);
            }
        }
    }

    private static void CheckModel(PersonaDefinition persona, FieldErrors errors)
    {
        errors.Add("provider", ModelProblem(persona.Provider) ?? (persona is { Provider: null, Model: not null } ? "Name the provider of the model." : null));
        errors.Add("model", ModelProblem(persona.Model));
        errors.Add("temperature", persona.Temperature is null or (>= 0 and <= 2) ? null : "Give a number from 0 to 2.");
        errors.Add("max_tokens", persona.MaxTokens is null or (>= 1 and <= MaxTokensLimit) ? null : $"Give a whole number from 1 to {MaxTokensLimit:N0}.");
        errors.Add("min_tier", TierProblem(persona.MinTier));
        errors.Add("max_tier", TierProblem(persona.MaxTier) ?? (persona is { MinTier: { } min, MaxTier: { } max } && Array.IndexOf(Tiers, min) > Array.IndexOf(Tiers, max)
            ? "Must not be below min_tier." : null));
        errors.Add("allow_model_override", persona is { AllowModelOverride: false, Provider: null } ? "Name the provider that answers, if no other may be chosen." : null);
    }

    private static string? ModelProblem(string? name) => name switch
    {
        null => null,
        { Length: 0 or > MaxModelLength } => $"Give 1 to {MaxModelLength} characters, or leave it out.",
        _ when name.Any(char.IsControl) => "Control characters are not allowed.",
        _ => null,
    };

    private static string? TierProblem(string? tier) => tier is null || Tiers.Contains(tier) ? null : $"Must be one of {string.Join(", ", Tiers)}.";
}
