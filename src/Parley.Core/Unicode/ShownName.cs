using System.Buffers;

namespace Parley.Unicode;

/// <summary>
/// Names that others gave, as they are shown: without the marks that say in which direction what follows is written. "invoice\u202Efdp.exe" must
/// not read as a PDF, and what stands beside a name is not to be turned round by it. The page has the same rule in <c>shared/lib/plain.ts</c>.
/// </summary>
public static class ShownName
{
    public static string Of(string name) => name.AsSpan().ContainsAny(Marks) ? new([.. name.Where(c => !Reorders(c))]) : name;

    /// <summary>U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069.</summary>
    public static bool Reorders(char c) => Marks.Contains(c);

    private static SearchValues<char> Marks { get; } =
        SearchValues.Create("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");
}
