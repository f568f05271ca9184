using System.ComponentModel;

namespace Parley.Personas;

/// <summary>A message and the answer it should get, shown to the model before the conversation.</summary>
public sealed record PersonaExample
{
    [Description("What somebody asks; a template.")]
    public string User { get; init; } = "";

    [Description("What the assistant should answer; a template.")]
    public string Assistant { get; init; } = "";
}
