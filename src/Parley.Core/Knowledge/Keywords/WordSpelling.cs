using Parley.Knowledge.Keywords.Analysis;

namespace Parley.Knowledge.Keywords;

/// <summary>Which words are corrected, and what to: the same for every index.</summary>
public static class WordSpelling
{
    // Of shorter words too many are neighbours.
    private const int Shortest = 4;

    /// <summary>Whether a folded word is one that is corrected at all, where no passage has it.</summary>
    public static bool MayBeWrong(string word) =>
        word.Length is >= Shortest and <= TermReader.MaxLength && !word.AsSpan().ContainsAnyInRange('0', '9') && !EnglishStopWords.Contains(word);

    /// <summary>The terms by which passages have a word.</summary>
    public static IEnumerable<string> TermsOf(string word) => [Terms.Stem(word), word];

    /// <summary>The words one edit away, each once or more, and in memory that the next one overwrites; the word itself is among them.</summary>
    public static IEnumerable<ReadOnlyMemory<char>> NeighboursOf(string word) => OneEdit.Of(word);
}
