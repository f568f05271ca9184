using System.ComponentModel;
using Parley.Personas.Templates;

namespace Parley.Personas;

/// <summary>What makes up one version of a template for user messages.</summary>
public record TemplateDefinition
{
    [Description("1 to 80 characters.")]
    public string DisplayName { get; init; } = "";

    [Description("At most 500 characters, for those who choose.")]
    public string? Description { get; init; }

    [Description("The template: 1 to 20,000 characters.")]
    public string Body { get; init; } = "";

    [Description("The variables the body may use; at most 32.")]
    public IReadOnlyList<TemplateVariable>? Variables { get; init; }
}
