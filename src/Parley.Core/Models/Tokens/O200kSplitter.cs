namespace Parley.Models.Tokens;

/// <summary>
/// As cl100k_base, but a word also ends where its case turns (<c>camel|Case</c>), takes its contraction with it, and
/// may hold combining marks:
/// <c>[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(contraction)?</c>, then the same
/// with <c>[head]+[tail]*</c>.
/// </summary>
internal sealed class O200kSplitter : PieceSplitter
{
    public override int End(ReadOnlySpan<char> text, int start)
    {
        if (EndOfPlainWord(text, start) is > 0 and var plain)
            return SkipContraction(text, plain);
        var first = CharacterClasses.At(text, start, out var length);
        var end = -1;
        if (MayPrecedeWord(first))
        {
            // The four alternatives in the order of the expression: an optional prefix is tried before none.
            end = EndOfMixedWord(text, start + length);
            if (end < 0)
                end = EndOfMixedWord(text, start);
            if (end < 0)
                end = EndOfUpperWord(text, start + length);
        }
        else
        {
            end = EndOfMixedWord(text, start);
        }

        if (end < 0)
            end = EndOfUpperWord(text, start);
        return end >= 0 ? SkipContraction(text, end) : EndOfRest(text, start, slashesEndPunctuation: true);
    }

    // Nearly every word: capitals or none, then small letters, all of ASCII. -1 for anything else.
    private static int EndOfPlainWord(ReadOnlySpan<char> text, int start)
    {
        var i = start;
        if (text[i] < 0x80 && !char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('\r' or '\n'))
            i++;
        while (i < text.Length && char.IsAsciiLetterUpper(text[i]))
            i++;
        var small = i;
        while (i < text.Length && char.IsAsciiLetterLower(text[i]))
            i++;

        // A letter or mark beyond ASCII might go on.
        return i > small && (i == text.Length || text[i] < 0x80) ? i : -1;
    }

    // [head]*[tail]+; -1 when it does not match. Where no pure tail follows the heads, the regular expression gives
    // characters back until the last one that is head and tail at once.
    private static int EndOfMixedWord(ReadOnlySpan<char> text, int start)
    {
        var i = start;
        var afterLastBoth = -1;
        for (;;)
        {
            var found = CharacterClasses.At(text, i, out var length);
            if ((found & CharacterClass.Head) == 0)
                break;
            i += length;
            if ((found & CharacterClass.Tail) != 0)
                afterLastBoth = i;
        }

        var end = SkipAll(text, i, CharacterClass.Tail);
        return end > i ? end : afterLastBoth;
    }

    // [head]+[tail]*; -1 when it does not match.
    private static int EndOfUpperWord(ReadOnlySpan<char> text, int start)
    {
        var end = SkipAll(text, start, CharacterClass.Head);
        return end == start ? -1 : SkipAll(text, end, CharacterClass.Tail);
    }
}
