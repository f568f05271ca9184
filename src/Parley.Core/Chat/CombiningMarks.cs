using System.Globalization;
using System.Text;

namespace Parley.Chat;

/// <summary>Finds text whose marks are heaped up: it looks like noise, and every program that draws or compares it pays for each of them.</summary>
internal static class CombiningMarks
{
    /// <summary>No language puts more than a handful on a letter; Unicode's own format for streams allows 30.</summary>
    public const int MaxInARow = 100;

    public static bool AreHeapedUp(string text)
    {
        var run = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // Below the first of them there is none, which is nearly all text.
            run = rune.Value >= 0x300 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? run + 1 : 0;
            if (run > MaxInARow)
            {
                return true;
            }
        }

        return false;
    }
}
