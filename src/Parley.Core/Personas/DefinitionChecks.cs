using System.Text.RegularExpressions;
using Parley.Errors;
using Parley.Personas.Templates;

namespace Parley.Personas;

/// <summary>The checks that personas and templates have in common.</summary>
internal static partial class DefinitionChecks
{
    /// <summary>A name: what stands in addresses and in <c>persona</c>.</summary>
    public static string? NameProblem(string? name) => name is not null && Slug().IsMatch(name)
        ? null
        : $"Give 1 to {PersonaLimits.MaxNameLength} small letters, digits and hyphens, beginning and ending with a letter or digit.";

    /// <summary>A name made from what people call it: <c>Support, 2nd line</c> becomes <c>support-2nd-line</c>. May be empty.</summary>
    public static string NameFrom(string? displayName)
    {
        var name = NotInSlug().Replace((displayName ?? "").ToLowerInvariant(), "-").Trim('-');
        return name[..Math.Min(name.Length, PersonaLimits.MaxNameLength)].Trim('-');
    }

    public static void CheckTitle(string? displayName, string? description, FieldErrors errors)
    {
        errors.Add("display_name", string.IsNullOrWhiteSpace(displayName) ? "A name is needed." : TextProblem(displayName, PersonaLimits.MaxDisplayNameLength));
        errors.Add("description", TextProblem(description, PersonaLimits.MaxDescriptionLength));
    }

    public static string? TextProblem(string? text, int limit) => text switch
    {
        null => null,
        _ when text.Length > limit => $"The text has {text.Length:N0} characters; the limit is {limit:N0}.",
        _ when text.Contains('\0', StringComparison.Ordinal) => "The text contains a NUL character. Remove it.",
        _ => null,
    };

    public static void CheckVariables(IReadOnlyList<TemplateVariable> variables, FieldErrors errors)
    {
        errors.Add("variables", variables.Count > TemplateLimits.MaxVariables ? $"There are {variables.Count} variables; the limit is {TemplateLimits.MaxVariables}." : null);
        foreach (var (i, variable) in variables.Take(TemplateLimits.MaxVariables).Index())
        {
            errors.Add($"variables[{i}].name", variable?.Name is not { } name || !TemplatePath.IsName(name)
                ? "Give a letter, then letters, digits and underscores; at most 64, and no word of the template language."
                : variables.Take(i).Any(other => other?.Name == name) ? $"'{name}' is declared twice." : null);
            errors.Add($"variables[{i}].description", TextProblem(variable?.Description, PersonaLimits.MaxDescriptionLength));
            errors.Add($"variables[{i}].default", TextProblem(variable?.Default, TemplateLimits.MaxValueLength));
        }
    }

    /// <summary>Checks one text that may hold tags; names every variable it uses and does not have.</summary>
    public static void CheckTemplate(string field, string? text, IReadOnlyList<TemplateVariable> variables, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (TextProblem(text, PersonaLimits.MaxTextLength) is { } problem)
        {
            errors.Add(field, problem);
            return;
        }

        try
        {
            foreach (var unknown in TemplateParser.Parse(text).Reads.Where(read => read.Variable is not null)
                .DistinctBy(read => read.Variable).Where(read => variables.All(variable => variable?.Name != read.Variable)))
            {
                errors.Add(field, $"'{unknown.Variable}' ({unknown.Place}) is not declared. Declare it as a variable, or correct its name.");
            }
        }
        catch (TemplateException e)
        {
            errors.Add(field, e.Message);
        }
    }

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\z")]
    private static partial Regex Slug();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInSlug();
}
