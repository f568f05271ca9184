namespace Parley.Personas.Templates;

/// <summary>A template that was understood.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Canonical">The same template as the engine compiles it.</param>
/// <param name="Literals">Texts that <paramref name="Canonical"/> calls by their number.</param>
/// <param name="Reads">Every place that reads a value.</param>
internal sealed record ParsedTemplate(string Text, string Canonical, IReadOnlyList<string> Literals, IReadOnlyList<TemplateRead> Reads);
