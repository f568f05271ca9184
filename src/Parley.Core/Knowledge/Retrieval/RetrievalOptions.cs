using System.ComponentModel.DataAnnotations;

namespace Parley.Knowledge.Retrieval;

/// <summary>How passages are found. Section <c>Knowledge:Retrieval</c>. A request may differ in what <see cref="SearchRequest"/> names.</summary>
public sealed class RetrievalOptions
{
    /// <summary>How many passages a search finds. Default 10; 1 to 100.</summary>
    [Range(1, SearchRequest.MaxTop)]
    public int Top { get; set; } = 10;

    /// <summary>What is searched. Default hybrid.</summary>
    [EnumDataType(typeof(SearchMode))]
    public SearchMode Mode { get; set; } = SearchMode.Hybrid;

    /// <summary>How the two lists become one. Default weighted: a weak embedder harms less when it counts less.</summary>
    [EnumDataType(typeof(FusionMethod))]
    public FusionMethod Fusion { get; set; } = FusionMethod.Weighted;

    /// <summary>How much is done to find something. Default advanced.</summary>
    [EnumDataType(typeof(SearchStrategy))]
    public SearchStrategy Strategy { get; set; } = SearchStrategy.Advanced;

    /// <summary>How many hits of words and of meaning each are fused. Default 100; 10 to 1000.</summary>
    [Range(10, 1000)]
    public int Candidates { get; set; } = 100;

    /// <summary>The k of reciprocal rank fusion: the higher, the less the first ranks stand out. Default 60 (Cormack et al. 2009); 1 to 1000.</summary>
    [Range(1, 1000)]
    public int RrfK { get; set; } = 60;

    /// <summary>Whether words that no document has are corrected to one that some have. Default true.</summary>
    public bool Spelling { get; set; } = true;

    /// <summary>How the query is asked in other words too. Default none.</summary>
    [EnumDataType(typeof(QueryExpansion))]
    public QueryExpansion Expansion { get; set; } = QueryExpansion.None;

    /// <summary>How many words expansion by feedback adds. Default 8; 1 to 50.</summary>
    [Range(1, 50)]
    public int FeedbackTerms { get; set; } = 8;

    /// <summary>How many queries a model may write for multi-query. Default 3; 1 to 8.</summary>
    [Range(1, 8)]
    public int Queries { get; set; } = 3;

    /// <summary>Whether the best are put in order anew. Default true.</summary>
    public bool Reranking { get; set; } = true;

    /// <summary>How many of the best are put in order anew. Default 50; 1 to 200.</summary>
    [Range(1, 200)]
    public int RerankDepth { get; set; } = 50;

    /// <summary>Passages that score less are left out. Default 0: none is. 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double MinScore { get; set; }

    /// <summary>How much variety counts beside relevance (1 − λ of maximal marginal relevance). Default 0.2; 0 (off) to 1.</summary>
    [Range(0.0, 1.0)]
    public double Diversity { get; set; } = 0.2;

    /// <summary>After how many days a document counts half. Default 0: age does not matter. 0 to 100,000.</summary>
    [Range(0.0, 100_000.0)]
    public double HalfLifeDays { get; set; }

    /// <summary>Whether found passages that touch or overlap in their document become one. Default true.</summary>
    public bool MergeNeighbours { get; set; } = true;

    /// <summary>
    /// The longest passage that merging may make, in tokens. Default 600: small neighbours become one, while whole passages of 400 stay apart,
    /// so that what was found is not drowned in what stands around it. 64 to 8192.
    /// </summary>
    [Range(64, 8192)]
    public int MaxMergedTokens { get; set; } = 600;

    /// <summary>How often the agentic strategy may search. Default 3; 1 to 3.</summary>
    [Range(1, 3)]
    public int Rounds { get; set; } = 3;

    /// <summary>How long the agentic strategy may begin further rounds. Default 10 s; 0.1 s to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan TimeBudget { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many names and identifiers the graph strategy follows from what was found. Default 5; 1 to 20.</summary>
    [Range(1, 20)]
    public int GraphEntities { get; set; } = 5;
}
