using Parley.Models.Offline.Text;

namespace Parley.Pipeline.Caching.Semantic;

/// <summary>
/// What two questions must have in common besides a like vector. A swapped number, name or "not" turns the answer around
/// and hardly moves a vector, so these are compared for themselves, in their order:
/// numbers, signs such as % and €, names, what stands in quotation marks or is code, words that point (who, before, my), and whether there is an
/// odd number of negations. With a lexical vector the other words that carry meaning must agree too: it cannot tell which
/// of two different words mean the same.
/// </summary>
internal sealed class QuestionMarks
{
    private const string Signs = "%$€£¥°+<>=#@^*/";

    private readonly string[] _words;
    private readonly HashSet<string> _names;
    private readonly string[] _numbers;
    private readonly string[] _pointers;
    private readonly string[] _quotes;
    private readonly string _signs;
    private readonly bool _isNegated;
    private readonly HashSet<string>? _content;

    private QuestionMarks(string text, bool isLexical)
    {
        Word[] words = [.. WordReader.Read(text, Language.Other).SkipWhile(word => MarkWords.IsGreeting(word.Folded))];
        _words = [.. words.Select(word => word.Folded)];
        _names = [.. words.Where(word => IsName(text, word)).Select(word => word.Folded)];
        _numbers = [.. words.Where(word => word.HasDigit).Select(word => Number(text, word))];
        _pointers = [.. _words.Select(MarkWords.Pointer).OfType<string>()];
        _isNegated = _words.Count(MarkWords.IsNegation) % 2 == 1;
        _quotes = [.. Quotes.Read(text)];
        _signs = string.Concat(text.Where(letter => Signs.Contains(letter)));
        _content = isLexical ? [.. words.Where(word => word.IsContent && !word.HasDigit).Select(word => Stemmer.Stem(word.Folded, Language.English))] : null;
    }

    /// <param name="isLexical">Whether the vector knows words by their letters only.</param>
    public static QuestionMarks Read(string text, bool isLexical) => new(text, isLexical);

    public bool Agree(QuestionMarks other) =>
        _isNegated == other._isNegated
        && _signs == other._signs
        && _numbers.AsSpan().SequenceEqual(other._numbers)
        && _pointers.AsSpan().SequenceEqual(other._pointers)
        && _quotes.AsSpan().SequenceEqual(other._quotes)
        && (_content is null || other._content is null || _content.SetEquals(other._content))
        && NamesAgree(other);

    // A name may be written small in one of them, but must be in both, and "from A to B" is not "from B to A".
    private bool NamesAgree(QuestionMarks other) =>
        _names.Count + other._names.Count == 0 || Named(_words, other).SequenceEqual(Named(other._words, other));

    private IEnumerable<string> Named(string[] words, QuestionMarks other) =>
        words.Where(word => _names.Contains(word) || other._names.Contains(word));

    private static string Number(string text, Word word) =>
        (IsMinus(text, word.Start - 1) ? "-" : "") + word.Folded.Replace(",", "", StringComparison.Ordinal);

    private static bool IsMinus(string text, int at) =>
        at >= 0 && text[at] is '-' or '−' && (at == 0 || !char.IsLetterOrDigit(text[at - 1]));

    // The first word of a sentence is large anyway, and "I" always. A first word that is no common one is taken for a name:
    // better a question asked twice than another person's answer.
    private static bool IsName(string text, Word word) =>
        !word.HasDigit && word.Folded is not ("i" or "i'm" or "i've" or "i'll" or "i'd")
        && (text.AsSpan(word.Start + 1, word.Length - 1).ContainsAnyInRange('A', 'Z')
            || (word.IsCapitalised && (!BeginsSentence(text, word.Start) || (word.IsContent && !MarkWords.IsOpener(word.Folded)))));

    private static bool BeginsSentence(string text, int start)
    {
        var before = text.AsSpan(0, start).TrimEnd(" \t\"'“„«(");
        return before.IsEmpty || before[^1] is '.' or '!' or '?' or ':' or '\n' or '\r' or '…';
    }
}
