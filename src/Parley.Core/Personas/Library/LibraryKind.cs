namespace Parley.Personas.Library;

/// <summary>What a library keeps.</summary>
public enum LibraryKind
{
    Persona,
    Template,
}
