using System.Buffers;

namespace Parley.Models.Offline.Text;

/// <summary>
/// Light stemming: takes off the endings that inflection adds and a few of derivation, so that "refunds", "refunded" and
/// "refunding" are one term. It rather misses a pair than joins two words that have nothing in common.
/// </summary>
internal static class Stemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private static readonly string[] GermanEndings = ["ungen", "ung", "ern", "em", "en", "er", "es", "e", "n", "s"];

    /// <param name="word">Folded, see <see cref="WordReader.Fold"/>.</param>
    /// <param name="language">Where it is <see cref="Language.Other"/> the word itself is the stem.</param>
    public static string Stem(string word, Language language) => language switch
    {
        _ when word.Length < 4 || char.IsAsciiDigit(word[0]) => word,
        Language.English => Spelling.Fold(StemEnglish(word)),
        Language.German => StemGerman(word),
        _ => word,
    };

    private static string StemEnglish(string word)
    {
        var stem = StripPlural(word);
        if (TryStrip(stem, "ation", 4, out var root) || TryStrip(stem, "ment", 4, out root))
            return Finish(Undouble(root));
        if (TryStrip(stem, "ion", 4, out root))
            return Finish(root);
        if ((TryStrip(stem, "ing", 3, out root) || TryStrip(stem, "ed", 3, out root)) && HasVowel(root))
            return Finish(Undouble(root));
        return TryStrip(stem, "ly", 4, out root) || TryStrip(stem, "er", 5, out root) ? Finish(root) : Finish(stem);
    }

    private static string StripPlural(string word)
    {
        if (TryStrip(word, "ies", 3, out var root))
            return root + "y";
        if (word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal)
            || word.EndsWith("shes", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal))
            return word[..^2];
        return word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
    }

    // manage and managed, policy and policies meet in one stem.
    private static string Finish(string stem) => (stem.Length, stem[^1]) switch
    {
        (> 3, 'e') => stem[..^1],
        (> 3, 'i') => stem[..^1] + "y",
        _ => stem,
    };

    private static string Undouble(string stem) =>
        stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('s' or 'e' or 'z' or 'l' or 'f')
            ? stem[..^1]
            : stem.Length > 5 && stem.EndsWith("ll", StringComparison.Ordinal) ? stem[..^1] : stem;

    private static bool HasVowel(string stem) => stem.AsSpan().ContainsAny(Vowels);

    private static string StemGerman(string word)
    {
        var stem = word;

        // Participles: gekündigt and kündigen meet, geöffnet and öffnen.
        if (stem.StartsWith("ge", StringComparison.Ordinal) && stem.Length > 6 && stem[^1] == 't')
            stem = stem[2..^1].TrimEnd('e');
        foreach (var ending in GermanEndings)
        {
            if (TryStrip(stem, ending, 4, out var root))
                return root;
        }

        return TryStrip(stem, "t", 5, out var verb) ? verb : stem;
    }

    private static bool TryStrip(string word, string ending, int shortest, out string root)
    {
        var strips = word.Length >= shortest + ending.Length && word.EndsWith(ending, StringComparison.Ordinal);
        root = strips ? word[..^ending.Length] : word;
        return strips;
    }
}
