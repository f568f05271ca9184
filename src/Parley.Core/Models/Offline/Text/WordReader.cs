using System.Globalization;

namespace Parley.Models.Offline.Text;

/// <summary>Cuts text into words. Scripts written without spaces give overlapping pairs of characters.</summary>
internal static class WordReader
{
    // A run of letters longer than this is no word anybody asks for; cutting it keeps comparisons short.
    private const int MaxLength = 64;

    // Latin-1 and Latin Extended-A letters by code point from U+00C0; what is not here is kept as it is. The runtime
    // runs without ICU, which would otherwise decompose them.
    private const string Folds =
        "aaaaaaaceeeeiiiidnooooo×ouuuuytsaaaaaaaceeeeiiiidnooooo÷ouuuuyty" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    public static IEnumerable<Word> Read(string text, Language language)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!IsWordCharacter(text[i]))
            {
                i++;
            }
            else if (IsUnspaced(text[i]))
            {
                var length = i + 1 < text.Length && IsUnspaced(text[i + 1]) ? 2 : 1;
                var pair = text.Substring(i, length);
                yield return new Word(i, length, pair, pair, IsCapitalised: false, IsContent: true);
                i++;
            }
            else
            {
                var end = EndOfWord(text, i);
                var folded = Fold(text.AsSpan(i, end - i));
                var isContent = !StopWords.Contains(folded, language);
                yield return new Word(i, end - i, folded, Stemmer.Stem(folded, language), char.IsUpper(text[i]), isContent);
                i = end;
            }
        }
    }

    /// <summary>Lower case, without diacritics, and without a possessive 's.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        var end = word.Length > 2 && word[^1] is 's' or 'S' && word[^2] is '\'' or '’' ? word.Length - 2 : word.Length;
        if (word.Contains('ß'))
            word = word[..end].ToString().Replace("ß", "ss", StringComparison.Ordinal);
        else
            word = word[..end];
        return string.Create(word.Length, word, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                var letter = char.ToLowerInvariant(source[i]);
                target[i] = letter is >= '\u00C0' and <= '\u017F' ? Folds[letter - '\u00C0'] : letter == '’' ? '\'' : letter;
            }
        });
    }

    private static int EndOfWord(string text, int start)
    {
        var limit = Math.Min(text.Length, start + MaxLength);
        var i = start;
        while (i < limit && ((IsWordCharacter(text[i]) && !IsUnspaced(text[i])) || IsInner(text, i)))
            i++;
        return i;
    }

    // don't; 3.5; 1,250; but not the full stop or comma that ends a word.
    private static bool IsInner(string text, int i) =>
        i + 1 < text.Length && i > 0 && text[i] switch
        {
            '\'' or '’' => char.IsLetter(text[i + 1]),
            '.' or ',' => char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]),
            '_' => true,
            _ => false,
        };

    private static bool IsWordCharacter(char symbol) =>
        char.IsLetterOrDigit(symbol)
        || char.GetUnicodeCategory(symbol) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Chinese characters, kana, Thai, Lao, Khmer: written without spaces.
    private static bool IsUnspaced(char symbol) => symbol
        is >= '\u0E00' and <= '\u0EFF'
        or >= '\u1780' and <= '\u17FF'
        or >= '\u3040' and <= '\u30FF'
        or >= '\u3400' and <= '\u9FFF';
}
