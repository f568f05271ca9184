using System.Globalization;
using System.Text;

namespace Parley.Knowledge.Citations.Quotes;

/// <summary>
/// Reads a text into the words a quotation is compared by. What may differ between a quotation and its source is gone: case,
/// white space, quotation marks, punctuation, emphasis, soft hyphens, ligatures, words broken at the end of a line.
/// </summary>
internal static class QuoteTokens
{
    private const string Signs = "%‰$€£¥±°≤≥≠";

    /// <param name="joinsHyphens">Whether "re-use" is one word and not two.</param>
    public static List<QuoteToken> Read(string text, int start, int end, bool joinsHyphens, Vocabulary vocabulary)
    {
        var tokens = new List<QuoteToken>();
        var word = new StringBuilder();
        for (var i = start; i < end;)
        {
            if (IsWord(text[i]))
            {
                var begin = i;
                i = ReadWord(text, i, end, joinsHyphens, word);
                tokens.Add(new(vocabulary.IdOf(Normal(word)), begin, i));
                word.Clear();
            }
            else if (Signs.Contains(text[i], StringComparison.Ordinal) || IsComparison(text, i, end) || IsMinus(text, i, start, end))
            {
                tokens.Add(new(vocabulary.IdOf(text[i] == '−' ? "-" : text[i].ToString()), i, ++i));
            }
            else
            {
                i++;
            }
        }

        return tokens;
    }

    private static int ReadWord(string text, int start, int end, bool joinsHyphens, StringBuilder word)
    {
        var i = start;
        while (i < end)
        {
            if (IsWord(text[i]))
            {
                AppendFolded(word, text[i++]);
            }
            else if (IsInvisible(text[i]))
            {
                i++;
            }
            else if (IsInner(text, i, end))
            {
                word.Append(text[i] == '’' ? '\'' : text[i]);
                i++;
            }
            else if (AfterLineBreak(text, i, end) is { } next)
            {
                i = next;
            }
            else if (joinsHyphens && IsHyphen(text[i]) && i + 1 < end && char.IsLetter(text[i + 1]))
            {
                i++;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    // "exam-\n  ple"
    private static int? AfterLineBreak(string text, int i, int end)
    {
        if (!IsHyphen(text[i]) || i == 0 || !char.IsLetter(text[i - 1]))
        {
            return null;
        }

        var next = i + 1;
        var breaks = 0;
        while (next < end && char.IsWhiteSpace(text[next]) && next - i < 80)
        {
            breaks += text[next++] == '\n' ? 1 : 0;
        }

        return breaks == 1 && next < end && char.IsLower(text[next]) ? next : null;
    }

    // 1,250 and 1250 are one; 4.5 is one word.
    private static string Normal(StringBuilder word) =>
        char.IsAsciiDigit(word[0]) ? word.ToString().Replace(",", "", StringComparison.Ordinal) : word.ToString();

    private static void AppendFolded(StringBuilder word, char symbol) => _ = symbol switch
    {
        'ﬁ' => word.Append("fi"),
        'ﬂ' => word.Append("fl"),
        'ﬀ' => word.Append("ff"),
        'ﬃ' => word.Append("ffi"),
        'ﬄ' => word.Append("ffl"),
        _ => word.Append(char.ToLowerInvariant(symbol)),
    };

    private static bool IsWord(char symbol) =>
        char.IsLetterOrDigit(symbol) || symbol == '_' || char.GetUnicodeCategory(symbol) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsInvisible(char symbol) => symbol is '\u00AD' or >= '\u200B' and <= '\u200D' or '\uFEFF';

    private static bool IsHyphen(char symbol) => symbol is '-' or '\u2010' or '\u2011';

    private static bool IsInner(string text, int i, int end) => i + 1 < end && i > 0 && text[i] switch
    {
        '\'' or '’' => char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]),
        '.' or ',' or ':' => char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]),
        _ => false,
    };

    // "> 5" compares; "> text" quotes.
    private static bool IsComparison(string text, int i, int end)
    {
        if (text[i] is not ('<' or '>'))
        {
            return false;
        }

        var next = i + 1;
        while (next < end && text[next] is ' ' or '=')
        {
            next++;
        }

        return next < end && char.IsAsciiDigit(text[next]);
    }

    private static bool IsMinus(string text, int i, int start, int end) =>
        text[i] is '-' or '−' && i + 1 < end && char.IsAsciiDigit(text[i + 1]) && (i == start || !char.IsLetterOrDigit(text[i - 1]));
}
