namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>An inverted index in memory for each collection, made from the rows and following them.</summary>
internal sealed class EmbeddedKeywordIndex(CollectionIndexes indexes) : IKeywordIndex
{
    public async Task<IReadOnlyList<KeywordHit>> SearchAsync(KeywordQuery query, CancellationToken cancellationToken) =>
        IndexSearch.Search(await indexes.CurrentAsync(query.Collections, cancellationToken), query.Text, query.Top, query.Filter);

    public async Task<IReadOnlyDictionary<string, string>> CorrectAsync(
        IReadOnlyList<Guid> collections, IReadOnlyList<string> words, CancellationToken cancellationToken) =>
        IndexSpelling.Correct(await indexes.CurrentAsync(collections, cancellationToken), words);

    public async Task<IReadOnlyDictionary<string, double>> WeighAsync(
        IReadOnlyList<Guid> collections, IReadOnlyList<string> terms, CancellationToken cancellationToken)
    {
        var statistics = new IndexStatistics(await indexes.CurrentAsync(collections, cancellationToken));
        var weights = new Dictionary<string, double>();
        foreach (var term in terms)
        {
            if (statistics.PassagesWith(term) is > 0 and var count)
            {
                weights[term] = Bm25.Idf(statistics.Passages, count);
            }
        }

        return weights;
    }
}
