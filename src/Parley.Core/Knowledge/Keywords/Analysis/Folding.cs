using System.Globalization;

namespace Parley.Knowledge.Keywords.Analysis;

/// <summary>
/// Lower case without diacritics. The tables are Unicode's decompositions, less the marks; the runtime runs without ICU, which would
/// otherwise decompose. Cyrillic <c>й</c> stays as it is: there the mark makes another letter.
/// </summary>
internal static class Folding
{
    private const string Latin =
        "aaaaaaæceeeeiiiidnooooo×ouuuuytßaaaaaaæceeeeiiiidnooooo÷ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg" +
        "gggghhhhiiiiiiiiiiĳĳjjkkkllllllŀŀllnnnnnnnnnooooooœœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
        "ƀbƃƃƅƅɔƈƈɖɗƌƌƍǝəɛƒƒɠɣƕɩɨƙƙƚƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈuuʊʋƴƴƶƶʒƹƹƺƻƽƽƾƿǀǁǂǃǆǆǆǉǉǉǌǌǌaaiioouuuuuuuuuuǝaa" +
        "aaææǥǥggkkooooʒʒjǳǳǳggƕƿnnaaææooaaaaeeeeiiiioooorrrruuuussttȝȝhhƞȡȣȣȥȥaaeeooooooooyyȴȵȶȷȸȹⱥȼȼƚⱦȿ" +
        "ɀɂɂƀʉʌɇɇɉɉɋɋɍɍɏɏ";

    private const string Greek =
        "α·εηι΋ο΍υωιαβγδεζηθικλμνξοπρ΢στυφχψωιυαεηιυαβγδεζηθικλμνξοπρσστυφχψωιυουω";

    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr" +
        "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyẚsẜẝßẟaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
        "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿ";

    /// <summary>Folds a word.</summary>
    /// <param name="target">At least twice as long as the word.</param>
    /// <returns>How many characters were written.</returns>
    public static int Fold(ReadOnlySpan<char> word, Span<char> target)
    {
        var length = 0;
        foreach (var symbol in word)
        {
            if (char.IsAscii(symbol))
            {
                target[length++] = symbol is >= 'A' and <= 'Z' ? (char)(symbol | 0x20) : symbol;
                continue;
            }

            switch (symbol)
            {
                case 'ß' or 'ẞ':
                    length += Write(target[length..], "ss");
                    break;
                case 'æ' or 'Æ':
                    length += Write(target[length..], "ae");
                    break;
                case 'œ' or 'Œ':
                    length += Write(target[length..], "oe");
                    break;
                case >= '\u0300' and <= '\u036F':
                    break;
                default:
                    target[length++] = Fold(symbol);
                    break;
            }
        }

        return length;
    }

    /// <summary>Whether a word may hold it: letters, digits, and the marks that stand on letters.</summary>
    public static bool IsWordCharacter(char symbol) =>
        char.IsLetterOrDigit(symbol)
        || (symbol > '\u02FF' && char.GetUnicodeCategory(symbol) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    /// <summary>Chinese characters, kana, Thai, Lao, Khmer: written without spaces.</summary>
    public static bool IsUnspaced(char symbol) => symbol
        is >= '\u0E00' and <= '\u0EFF'
        or >= '\u1780' and <= '\u17FF'
        or >= '\u3040' and <= '\u30FF'
        or >= '\u3400' and <= '\u9FFF';

    private static char Fold(char symbol) => symbol switch
    {
        >= '\u00C0' and <= '\u024F' => Latin[symbol - '\u00C0'],
        >= '\u0386' and <= '\u03CE' => Greek[symbol - '\u0386'],
        >= '\u1E00' and <= '\u1EFF' => LatinAdditional[symbol - '\u1E00'],

        // Full-width forms, as Japanese keyboards give Latin letters and digits.
        >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(symbol - 0xFEE0)),
        'ё' or 'Ё' => 'е',
        _ => char.ToLowerInvariant(symbol),
    };

    private static int Write(Span<char> target, string letters)
    {
        letters.CopyTo(target);
        return letters.Length;
    }
}
