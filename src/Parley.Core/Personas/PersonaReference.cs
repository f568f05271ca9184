using System.Globalization;

namespace Parley.Personas;

/// <summary>How a persona is named: <c>support</c> for its newest version, <c>support@3</c> for that one.</summary>
public readonly record struct PersonaReference(string Name, int? Version)
{
    /// <summary>Asks for no persona where one is remembered.</summary>
    public const string None = "none";

    /// <returns>Null when it is not well formed.</returns>
    public static PersonaReference? Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? text : text[..at];
        return DefinitionChecks.NameProblem(name) is not null ? null
            : at < 0 ? new(name, null)
            : int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? new(name, version) : null;
    }

    public override string ToString() => Version is { } version ? $"{Name}@{version}" : Name;
}
