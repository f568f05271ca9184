namespace Parley.Personas;

/// <summary>The bounds of personas and templates.</summary>
public static class PersonaLimits
{
    public const int MaxNameLength = 64;

    public const int MaxDisplayNameLength = 80;

    public const int MaxDescriptionLength = 500;

    /// <summary>Characters of one text: a template's body, a prompt, a part of it, a side of an example.</summary>
    public const int MaxTextLength = 20_000;

    /// <summary>Capabilities, guidelines or constraints.</summary>
    public const int MaxEntries = 30;

    public const int MaxExamples = 20;

    /// <summary>Personas of one person, and as many templates.</summary>
    public const int MaxPerOwner = 500;
}
