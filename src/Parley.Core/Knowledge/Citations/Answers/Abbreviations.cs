using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Answers;

/// <summary>Full stops that end no sentence.</summary>
internal static class Abbreviations
{
    private const int Longest = 8;

    private static readonly FrozenSet<string> Words = WordSet.Of("""
        mr mrs ms dr prof st no nr vs etc e.g i.e fig approx dept inc ltd co a.m p.m z.b d.h bzw ca usw u.a art abs str tel
        jan feb mar apr jun jul aug sep sept oct nov dec okt dez cf al
        """);

    public static bool EndsAt(string text, int stop)
    {
        var start = stop;
        while (start > 0 && stop - start < Longest && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
        {
            start--;
        }

        return stop - start == 1 ? char.IsAsciiLetterUpper(text[start]) : Words.Contains(text[start..stop].ToLowerInvariant());
    }
}
