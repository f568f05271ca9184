namespace Parley.Personas.Templates;

/// <summary>
/// What keeps a template, whoever wrote it, from costing more than a few milliseconds and a few hundred kilobytes.
/// </summary>
public static class TemplateLimits
{
    /// <summary>The longest template, in characters.</summary>
    public const int MaxTemplateLength = 40_000;

    /// <summary>Tags of one template. Compiling 500 takes about 0.1 s, once.</summary>
    public const int MaxTags = 500;

    /// <summary>Blocks within blocks.</summary>
    public const int MaxBlockDepth = 10;

    /// <summary><c>each</c> within <c>each</c>.</summary>
    public const int MaxListDepth = 3;

    /// <summary>Variables a template may declare.</summary>
    public const int MaxVariables = 32;

    /// <summary>The longest text given for a variable, in characters.</summary>
    public const int MaxValueLength = 20_000;

    /// <summary>All texts given for the variables of a template together, in characters.</summary>
    public const int MaxValuesLength = 100_000;

    /// <summary>Entries of a list.</summary>
    public const int MaxListEntries = 200;

    /// <summary>Fields of a list's entry.</summary>
    public const int MaxFields = 20;

    /// <summary>Tags carried out, those in an <c>each</c> once for every entry.</summary>
    public const int MaxSteps = 20_000;

    /// <summary>The longest text a template may give, in characters.</summary>
    public const int MaxOutputLength = 100_000;
}
