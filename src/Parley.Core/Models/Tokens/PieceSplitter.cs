namespace Parley.Models.Tokens;

/// <summary>
/// Cuts text into the pieces that are encoded one by one. The rules are the regular expressions of OpenAI's tiktoken
/// (<c>tiktoken_ext/openai_public.py</c>), written as scanners: exact beyond the BMP, linear on any input, and several
/// times as fast as a regular expression.
/// </summary>
internal abstract class PieceSplitter
{
    public static PieceSplitter O200k { get; } = new O200kSplitter();

    public static PieceSplitter Cl100k { get; } = new Cl100kSplitter();

    /// <summary>Where the piece that begins at <paramref name="start"/> ends.</summary>
    public abstract int End(ReadOnlySpan<char> text, int start);

    /// <summary><c>[^\r\n\p{L}\p{N}]?</c>: what may stand before the letters of a word.</summary>
    protected static bool MayPrecedeWord(CharacterClass first) =>
        (first & (CharacterClass.Letter | CharacterClass.Number | CharacterClass.NewLine)) == 0;

    /// <summary>Where a run of characters having any of <paramref name="classes"/> ends.</summary>
    protected static int SkipAll(ReadOnlySpan<char> text, int start, CharacterClass classes)
    {
        var i = start;
        while ((CharacterClasses.At(text, i, out var length) & classes) != 0)
            i += length;
        return i;
    }

    /// <summary><c>(?i:'s|'t|'re|'ve|'m|'ll|'d)</c>: where it ends, or <paramref name="start"/> when there is none.</summary>
    protected static int SkipContraction(ReadOnlySpan<char> text, int start)
    {
        if (start + 1 >= text.Length || text[start] != '\'')
            return start;

        // U+017F, the long s, folds to s in tiktoken's case-insensitive match.
        var first = char.ToLowerInvariant(text[start + 1]);
        if (first is 's' or 't' or 'm' or 'd' or '\u017f')
            return start + 2;
        if (start + 2 >= text.Length)
            return start;

        var second = char.ToLowerInvariant(text[start + 2]);
        return (first, second) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? start + 3 : start;
    }

    /// <summary>The rules both encodings end with: numbers, punctuation, white space.</summary>
    protected static int EndOfRest(ReadOnlySpan<char> text, int start, bool slashesEndPunctuation)
    {
        // 1. \p{N}{1,3}
        if ((CharacterClasses.At(text, start, out var length) & CharacterClass.Number) != 0)
            return EndOfNumber(text, start + length);

        // 2. ' ?[^\s\p{L}\p{N}]+[\r\n]*', in o200k_base '[\r\n/]*'
        var symbols = text[start] == ' ' ? start + 1 : start;
        var end = EndOfSymbols(text, symbols);
        if (end == symbols)
            return EndOfSpace(text, start);
        while (end < text.Length && (text[end] is '\r' or '\n' || (slashesEndPunctuation && text[end] == '/')))
            end++;
        return end;
    }

    private static int EndOfNumber(ReadOnlySpan<char> text, int second)
    {
        var i = second;
        for (var digits = 1; digits < 3; digits++)
        {
            if ((CharacterClasses.At(text, i, out var length) & CharacterClass.Number) == 0)
                break;
            i += length;
        }

        return i;
    }

    private static int EndOfSymbols(ReadOnlySpan<char> text, int start)
    {
        const CharacterClass Others = CharacterClass.Space | CharacterClass.Letter | CharacterClass.Number | CharacterClass.End;
        var i = start;
        while ((CharacterClasses.At(text, i, out var length) & Others) == 0)
            i += length;
        return i;
    }

    // \s*[\r\n]+|\s+(?!\S)|\s+: up to the last line break; else all but the last space, which the next word takes.
    private static int EndOfSpace(ReadOnlySpan<char> text, int start)
    {
        var (i, last, afterNewLine) = (start, start, -1);
        for (;;)
        {
            var found = CharacterClasses.At(text, i, out var length);
            if ((found & CharacterClass.Space) == 0)
                break;
            last = i;
            i += length;
            if ((found & CharacterClass.NewLine) != 0)
                afterNewLine = i;
        }

        if (afterNewLine > 0)
            return afterNewLine;
        return i == text.Length || last == start ? i : last;
    }
}
