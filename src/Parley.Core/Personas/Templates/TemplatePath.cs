using System.Text.RegularExpressions;

namespace Parley.Personas.Templates;

/// <summary>The name in a tag: <c>company</c>, <c>../company</c>, <c>this</c>, <c>this.title</c>, <c>@index</c>.</summary>
/// <param name="Up">How many <c>../</c> stand before it.</param>
internal sealed partial record TemplatePath(int Up, string Name, bool IsThis, bool IsLoop)
{
    public const string NamePattern = "[A-Za-z][A-Za-z0-9_]{0,63}";

    // Words of the language, and helpers the engine brings along.
    private static readonly string[] Reserved = ["if", "unless", "each", "else", "with", "this", "lookup", "log", "true", "false", "null", "undefined"];

    /// <returns>Null when it is none.</returns>
    public static TemplatePath? Parse(string text)
    {
        var match = Form().Match(text);
        var name = match.Groups["name"].Value;
        return match.Success && !Reserved.Contains(name)
            ? new(match.Groups["up"].Length / 3, match.Groups["loop"].Success ? match.Groups["loop"].Value : name, match.Groups["this"].Success, match.Groups["loop"].Success)
            : null;
    }

    /// <summary>Whether a variable or a field may have that name.</summary>
    public static bool IsName(string name) => Parse(name) is { Up: 0, IsThis: false, IsLoop: false };

    [GeneratedRegex($@"\A(?<up>(?:\.\./)*)(?:(?<this>this)(?:\.(?<name>{NamePattern}))?|(?<loop>@(?:index|first|last))|(?<name>{NamePattern}))\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
