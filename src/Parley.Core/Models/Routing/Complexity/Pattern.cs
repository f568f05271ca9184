using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Models.Routing.Complexity;

/// <summary>Words that tell something about what is asked.</summary>
/// <param name="Regex">English and German words, in one pass.</param>
/// <param name="Weight">For each occurrence.</param>
/// <param name="Most">Occurrences that count.</param>
/// <param name="Phrase">What is said of it; {0} stands for the number of occurrences.</param>
/// <param name="PhraseOfOne">What is said of a single occurrence, where that reads differently.</param>
/// <param name="LongestWords">In an instruction of more words it means nothing: a look-up is short.</param>
internal sealed record Pattern(Regex Regex, double Weight, int Most, string Phrase, string? PhraseOfOne = null, int LongestWords = int.MaxValue)
{
    /// <returns>The signal, or null when the words do not occur.</returns>
    public Signal? Find(string instruction, int words)
    {
        if (words > LongestWords)
        {
            return null;
        }

        var count = 0;
        foreach (var _ in Regex.EnumerateMatches(instruction))
        {
            if (++count == Most)
            {
                break;
            }
        }

        return count == 0 ? null : new(
            count == 1 && PhraseOfOne is not null ? PhraseOfOne
            : Phrase.Replace("{0}", count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            Weight * count);
    }
}
