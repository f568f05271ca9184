using Parley.Knowledge.Keywords.Analysis;

namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>A term of a query and what finding it is worth.</summary>
internal readonly record struct QueryTerm(string Text, float Weight)
{
    /// <summary>
    /// The terms of a query, each once, with their repeats in the weight. A word counts by its stem, and as it is for passages
    /// that are not in English: no passage has both of one word.
    /// </summary>
    public static IReadOnlyList<QueryTerm> Of(string text, IndexStatistics statistics)
    {
        var found = new List<QueryTerm>();
        foreach (var word in Terms.Of(text).GroupBy(term => (term.Text, term.Word)))
        {
            var (stem, plain) = word.Key;
            var withPlain = stem == plain ? 0 : statistics.PassagesWith(plain);
            var with = statistics.PassagesWith(stem) + withPlain;
            if (with == 0)
            {
                continue;
            }

            var weight = (float)(word.Count() * Bm25.Idf(statistics.Passages, Math.Min(with, statistics.Passages)));
            found.Add(new QueryTerm(stem, weight));
            if (withPlain > 0)
            {
                found.Add(new QueryTerm(plain, weight));
            }
        }

        return found;
    }
}
