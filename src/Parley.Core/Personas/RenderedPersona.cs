namespace Parley.Personas;

/// <summary>A persona with its variables filled in: what the model is told.</summary>
/// <param name="Reference">Which persona and version, such as <c>support@3</c>; null for one that is not stored.</param>
public sealed record RenderedPersona(string? Reference, string SystemPrompt, IReadOnlyList<PersonaExample> Examples);
