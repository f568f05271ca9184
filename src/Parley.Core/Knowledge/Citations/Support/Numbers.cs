using System.Buffers;
using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Support;

/// <summary>Numbers as they are compared: 1,250 and 1250 are one, 4.50 and 4.5, three and 3.</summary>
internal static class Numbers
{
    private static readonly FrozenDictionary<string, string> Spelt = Read("""
        two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16
        seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 hundred 100
        thousand 1000 million 1000000 twice 2 half 0.5
        zwei 2 drei 3 vier 4 funf 5 sechs 6 sieben 7 acht 8 neun 9 zehn 10 elf 11 zwolf 12 zwanzig 20 dreissig 30 hundert 100 tausend 1000
        thrice 3 dozen 12 zweimal 2 dreimal 3 viermal 4 funfmal 5 sechsmal 6 zehnmal 10 dutzend 12 halb 0.5 halfte 0.5 dreizehn 13 vierzehn 14 funfzehn 15 vierzig 40 funfzig 50
        """);

    private static readonly SearchValues<char> Decimal = SearchValues.Create("0123456789.");

    /// <summary>The number a word is; null for other words. A word with a digit in it counts as one.</summary>
    public static string? Of(Word word)
    {
        if (!word.HasDigit)
        {
            return Spelt.GetValueOrDefault(word.Folded);
        }

        var text = word.Folded;
        if (!char.IsAsciiDigit(text[0]))
        {
            return text;
        }

        text = text.Replace(",", "", StringComparison.Ordinal).TrimStart('0');
        text = text.Contains('.', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyExcept(Decimal) ? text.TrimEnd('0').TrimEnd('.') : text;
        return text.Length == 0 ? "0" : text;
    }

    private static FrozenDictionary<string, string> Read(string pairs)
    {
        var words = pairs.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);
    }
}
