using System.ComponentModel;

namespace Parley.Personas.Templates;

/// <summary>A variable that a template declares. One that is used and not declared is an error.</summary>
public sealed record TemplateVariable
{
    [Description("A letter, then letters, digits and underscores; at most 64 characters.")]
    public string Name { get; init; } = "";

    [Description("What it is for, in at most 500 characters.")]
    public string? Description { get; init; }

    [Description("The value when none is given.")]
    public string? Default { get; init; }

    [Description("Whether rendering fails when there is neither a value nor a default. Otherwise it is empty then.")]
    public bool Required { get; set; } = true; // not init: generated JSON readers would give false where it is left out
}
