using Parley.Knowledge.Keywords.Analysis;

namespace Parley.Knowledge.Keywords;

/// <summary>A term of a query and what finding it is worth.</summary>
/// <param name="IsPlain">Whether it is another way to find the word of the term before it.</param>
public readonly record struct QueryTerm(string Text, float Weight, bool IsPlain)
{
    /// <summary>The terms that have to be looked up for a query, each once.</summary>
    public static IReadOnlyList<string> TextsOf(string query) => [.. Terms.Of(query).SelectMany(IEnumerable<string> (term) => [term.Text, term.Word]).Distinct()];

    /// <summary>
    /// The terms of a query that some passage has, each once, with their repeats in the weight. A word counts by its stem, and as it is
    /// for passages that are not in English: no passage has both of one word.
    /// </summary>
    /// <param name="passages">How many passages there are where it is searched.</param>
    /// <param name="passagesWith">How many of them have a term.</param>
    public static IReadOnlyList<QueryTerm> Of(string query, long passages, Func<string, long> passagesWith)
    {
        var found = new List<QueryTerm>();
        foreach (var word in Terms.Of(query).GroupBy(term => (term.Text, term.Word)))
        {
            var (stem, plain) = word.Key;
            var withPlain = stem == plain ? 0 : passagesWith(plain);
            var with = passagesWith(stem) + withPlain;
            if (with == 0)
            {
                continue;
            }

            var weight = (float)(word.Count() * Bm25.Idf(passages, Math.Min(with, passages)));
            found.Add(new QueryTerm(stem, weight, IsPlain: false));
            if (withPlain > 0)
            {
                found.Add(new QueryTerm(plain, weight, IsPlain: true));
            }
        }

        return found;
    }
}
