using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Retrieval;

/// <summary>What to search for, where, and how. What is left null is as <see cref="RetrievalOptions"/> says.</summary>
/// <param name="Query">As somebody wrote it. Up to <see cref="MaxQueryLength"/> characters count; a blank one finds nothing.</param>
public sealed record SearchRequest(string Query)
{
    public const int MaxQueryLength = 4000;
    public const int MaxTop = 100;

    /// <summary>Where to search. Null: in everything the caller may read. Those that they may not read are as those that do not exist.</summary>
    public IReadOnlyList<Guid>? Collections { get; init; }

    /// <summary>The most passages to find. 1 to 100.</summary>
    public int? Top { get; init; }

    public PassageFilter? Filter { get; init; }

    public SearchMode? Mode { get; init; }

    public FusionMethod? Fusion { get; init; }

    public SearchStrategy? Strategy { get; init; }

    /// <summary>Passages that score less are left out. 0 to 1, see <see cref="FoundPassage.Score"/>.</summary>
    public double? MinScore { get; init; }

    /// <summary>Whether misspelt words are corrected.</summary>
    public bool? Spelling { get; init; }

    /// <summary>Whether the best are put in order anew.</summary>
    public bool? Reranking { get; init; }

    /// <summary>How the query is asked in other words too.</summary>
    public QueryExpansion? Expansion { get; init; }

    /// <summary>How much variety counts beside relevance: 0 not at all, 1 alone.</summary>
    public double? Diversity { get; init; }

    /// <summary>After how many days a document counts half; 0 for never.</summary>
    public double? HalfLifeDays { get; init; }
}

/// <summary>What is searched. In snake_case on the wire, as the following ones.</summary>
public enum SearchMode
{
    /// <summary>Words and meaning.</summary>
    Hybrid,

    /// <summary>Words (BM25).</summary>
    Keyword,

    /// <summary>Meaning (vectors).</summary>
    Semantic,
}

/// <summary>How hits by words and hits by meaning become one list.</summary>
public enum FusionMethod
{
    /// <summary>By scores, each list's stretched to 0…1, the vectors' with the embedder's weight.</summary>
    Weighted,

    /// <summary>By ranks (reciprocal rank fusion, k = 60).</summary>
    Rrf,
}

/// <summary>How much is done to find something.</summary>
public enum SearchStrategy
{
    /// <summary>Corrected, fused, reranked, made various.</summary>
    Advanced,

    /// <summary>One search and its hits as they are.</summary>
    Naive,

    /// <summary>Advanced, judged, and repeated with other words while something is missing.</summary>
    Agentic,

    /// <summary>Advanced, and again with the names and identifiers that stand beside what was found.</summary>
    Graph,
}

/// <summary>How a query is asked in other words too.</summary>
public enum QueryExpansion
{
    None,

    /// <summary>Words of the best hits are added to the query, without a model (pseudo-relevance feedback).</summary>
    Feedback,

    /// <summary>A model writes the query anew as a statement to search by.</summary>
    Rewrite,

    /// <summary>A model writes several queries; what each finds is fused.</summary>
    MultiQuery,
}
