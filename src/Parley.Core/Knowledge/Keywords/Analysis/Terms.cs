namespace Parley.Knowledge.Keywords.Analysis;

/// <summary>A word of a text that says something, as it is compared.</summary>
/// <param name="Text">The stem.</param>
/// <param name="Word">Folded, not stemmed.</param>
/// <param name="Position">Its place among all words of the text, stop words too.</param>
/// <param name="IsWhole">Whether it is made of the parts that follow.</param>
internal readonly record struct Term(string Text, string Word, int Start, int End, int Position, bool IsWhole);

/// <summary>The terms of short texts, such as queries and titles.</summary>
internal static class Terms
{
    /// <summary>In the order of the text, repeats kept, stop words out.</summary>
    /// <param name="stems">Whether endings come off. Not for texts known to be in another language than English.</param>
    public static List<Term> Of(ReadOnlySpan<char> text, bool stems = true)
    {
        var terms = new List<Term>();
        var reader = new TermReader(text);
        var position = 0;
        while (reader.MoveNext())
        {
            if (!reader.IsStop)
            {
                var word = reader.Word.ToString();
                terms.Add(new Term(stems ? Stem(word) : word, word, reader.Start, reader.End, position, reader.IsWhole));
            }

            position += reader.IsWhole ? 0 : 1;
        }

        return terms;
    }

    /// <summary>The stem of a folded word.</summary>
    public static string Stem(ReadOnlySpan<char> word)
    {
        Span<char> stem = stackalloc char[word.Length];
        word.CopyTo(stem);
        return stem[..PorterStemmer.Stem(stem)].ToString();
    }
}
