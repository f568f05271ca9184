using System.Globalization;
using System.Text;

namespace Parley.Models.Tokens;

/// <summary>The Unicode properties the encodings' splitting rules ask for.</summary>
[Flags]
internal enum CharacterClass : byte
{
    None = 0,

    /// <summary>What o200k_base lets a word begin with: Lu, Lt, Lm, Lo, M.</summary>
    Head = 1,

    /// <summary>What o200k_base lets a word go on with: Ll, Lm, Lo, M.</summary>
    Tail = 2,

    Letter = 4,
    Number = 8,
    Space = 16,
    NewLine = 32,

    /// <summary>Behind the last character.</summary>
    End = 64,
}

internal static class CharacterClasses
{
    // One byte per UTF-16 unit: the splitter asks several times per character.
    private static readonly CharacterClass[] Table = BuildTable();

    /// <summary>The class of the code point at <paramref name="index"/> and its length in UTF-16 units.</summary>
    public static CharacterClass At(ReadOnlySpan<char> text, int index, out int length)
    {
        if ((uint)index >= (uint)text.Length)
        {
            length = 0;
            return CharacterClass.End;
        }

        length = 1;
        var unit = text[index];
        if (!char.IsSurrogate(unit))
            return Table[unit];

        // A lone surrogate decodes to U+FFFD, a symbol, and is later encoded as such.
        Rune.DecodeFromUtf16(text[index..], out var rune, out length);
        return Classify(rune);
    }

    private static CharacterClass[] BuildTable()
    {
        var table = new CharacterClass[char.MaxValue + 1];
        for (var unit = 0; unit < table.Length; unit++)
        {
            if (Rune.TryCreate((char)unit, out var rune))
                table[unit] = Classify(rune);
        }

        return table;
    }

    private static CharacterClass Classify(Rune rune)
    {
        var result = Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => CharacterClass.Head | CharacterClass.Letter,
            UnicodeCategory.LowercaseLetter => CharacterClass.Tail | CharacterClass.Letter,
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter =>
                CharacterClass.Head | CharacterClass.Tail | CharacterClass.Letter,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark =>
                CharacterClass.Head | CharacterClass.Tail,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharacterClass.Number,
            _ => CharacterClass.None,
        };

        if (Rune.IsWhiteSpace(rune))
            result |= CharacterClass.Space;
        return rune.Value is '\r' or '\n' ? result | CharacterClass.NewLine : result;
    }
}
