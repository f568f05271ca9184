using System.Globalization;
using Parley.Errors;
using Parley.Unicode;

namespace Parley.Accounts.Users;

/// <summary>What names of people, tenants and groups may be.</summary>
public static class NameRule
{
    public const int MaxLength = 100;

    /// <returns>The name with single spaces, or an empty text where <paramref name="errors"/> says what is wrong.</returns>
    public static string Read(FieldErrors errors, string field, string? name)
    {
        var clean = string.Join(' ', (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var valid = clean.Length is > 0 and <= MaxLength && !clean.EnumerateRunes().Any(IsUnseen);
        errors.Add(field, valid ? null : $"Give a name of 1 to {MaxLength} characters, without control characters.");
        return valid ? clean : "";
    }

    // Controls, half characters, and marks that reorder the text around them: they would let one name pass for another.
    private static bool IsUnseen(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0xFFFD or (>= 0xE0000 and <= 0xE007F) || (rune.IsBmp && ShownName.Reorders((char)rune.Value));
}
