namespace Parley.Personas.Templates;

/// <summary>What a place in a template does with a value.</summary>
internal enum ReadKind
{
    Text,
    Condition,
    List,

    /// <summary>The number of the entry, or whether it is the first or last.</summary>
    Loop,
}

/// <summary>A place in a template that reads a value: a variable's, or that of a list's entry.</summary>
/// <param name="Variable">The variable; null for the entry of the innermost list.</param>
/// <param name="Field">The entry's field; null for the entry itself.</param>
/// <param name="Lists">The lists whose entries the place is carried out for, outermost first.</param>
/// <param name="Place">Such as <c>line 2, column 7</c>.</param>
internal sealed record TemplateRead(string? Variable, string? Field, ReadKind Kind, IReadOnlyList<string> Lists, string Place);
