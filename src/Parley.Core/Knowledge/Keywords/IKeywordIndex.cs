using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Keywords;

/// <summary>
/// Finds passages by their words (BM25). Two implementations: embedded, and PostgreSQL; one conformance suite. It follows the
/// rows of the database by itself, so nothing is written to it: what was committed before a search began is found by it.
/// </summary>
public interface IKeywordIndex
{
    /// <summary>The passages that fit best, best first. Statistics of words are of the collections searched and of no others.</summary>
    Task<IReadOnlyList<KeywordHit>> SearchAsync(KeywordQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Of each word that no passage of these collections has, the most frequent word they have that differs by one edit; words
    /// with digits and those without such a neighbour are left out.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> CorrectAsync(IReadOnlyList<Guid> collections, IReadOnlyList<string> words, CancellationToken cancellationToken);

    /// <summary>
    /// How rare each term is among the passages of these collections: BM25's inverse document frequency, above 0. Terms that no
    /// passage has are left out. For whatever must tell the words that matter from those that do not, such as reranking.
    /// </summary>
    /// <param name="terms">As the analysis of text gives them.</param>
    Task<IReadOnlyDictionary<string, double>> WeighAsync(IReadOnlyList<Guid> collections, IReadOnlyList<string> terms, CancellationToken cancellationToken);

    /// <summary>
    /// Takes in what was committed to a collection, for an index that is better made while documents come than when somebody waits for it.
    /// Whoever writes documents calls it after each commit; it fails silently, since the next search does the same.
    /// </summary>
    Task FollowAsync(Guid collection, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <param name="Collections">Those that the caller may read; none finds nothing.</param>
/// <param name="Text">As somebody wrote it. Repeated words count as often as they stand there.</param>
/// <param name="Top">The most hits. 1 to 1000.</param>
public sealed record KeywordQuery(IReadOnlyList<Guid> Collections, string Text, int Top, PassageFilter? Filter = null);

/// <param name="Score">BM25, above 0; compares within one search only.</param>
public readonly record struct KeywordHit(Guid ChunkId, float Score);
