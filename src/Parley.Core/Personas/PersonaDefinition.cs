using System.ComponentModel;
using Parley.Personas.Templates;

namespace Parley.Personas;

/// <summary>What makes up one version of a persona. Versions do not change; a change makes a new one.</summary>
public record PersonaDefinition
{
    [Description("1 to 80 characters.")]
    public string DisplayName { get; init; } = "";

    [Description("At most 500 characters, for those who choose.")]
    public string? Description { get; init; }

    public PersonaPrompt Prompt { get; init; } = new();

    [Description("The variables its texts may use; at most 32.")]
    public IReadOnlyList<TemplateVariable>? Variables { get; init; }

    [Description("At most 20 examples.")]
    public IReadOnlyList<PersonaExample>? Examples { get; init; }

    [Description("The provider that answers unless the request names one. Needed with a model.")]
    public string? Provider { get; init; }

    [Description("The model that answers unless the request names one.")]
    public string? Model { get; init; }

    [Description("0 to 2, unless the request says otherwise.")]
    public double? Temperature { get; init; }

    [Description("The longest answer in tokens, 1 to 1,000,000, unless the request says otherwise.")]
    public int? MaxTokens { get; init; }

    [Description("Whether a request may choose another provider or model. Default true.")]
    public bool AllowModelOverride { get; set; } = true; // not init: generated JSON readers would give false where it is left out

    [Description("The ids of the collections of documents it answers from, at most 100, unless the request says otherwise.")]
    public IReadOnlyList<string>? Collections { get; init; }

    [Description("The lowest tier that may be routed to: economy, standard or premium.")]
    public string? MinTier { get; init; }

    [Description("The highest tier that may be routed to: economy, standard or premium.")]
    public string? MaxTier { get; init; }
}
