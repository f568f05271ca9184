namespace Parley.Models.Tokens;

/// <summary>
/// <c>(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+</c>
/// </summary>
internal sealed class Cl100kSplitter : PieceSplitter
{
    public override int End(ReadOnlySpan<char> text, int start)
    {
        // 1. A contraction stands alone.
        var end = SkipContraction(text, start);
        if (end > start)
            return end;

        // 2. Letters, with one character before them.
        var first = CharacterClasses.At(text, start, out var length);
        var letters = MayPrecedeWord(first) ? start + length : start;
        end = SkipAll(text, letters, CharacterClass.Letter);
        if (end > letters)
            return end;

        // 3. Numbers, punctuation, white space.
        return EndOfRest(text, start, slashesEndPunctuation: false);
    }
}
