namespace Parley.Knowledge.Retrieval;

/// <summary>What a search found, and how it came to it.</summary>
/// <param name="Passages">The best first. Each is one that the caller may read now.</param>
/// <param name="Query">What was searched for in the end: the request's query, with its spelling corrected perhaps.</param>
/// <param name="Stages">In the order in which they ended.</param>
public sealed record SearchResult(IReadOnlyList<FoundPassage> Passages, string Query, IReadOnlyList<SearchStage> Stages)
{
    /// <summary>The words that were corrected, and to what.</summary>
    public IReadOnlyDictionary<string, string> Corrections { get; init; } = new Dictionary<string, string>();

    /// <summary>The queries that were searched for besides, by expansion or further rounds.</summary>
    public IReadOnlyList<string> Further { get; init; } = [];

    /// <summary>Whether what was found is judged to be enough for an answer; null where nobody judged.</summary>
    public bool? IsSufficient { get; init; }
}

/// <summary>A passage that was found.</summary>
/// <param name="ChunkId">Changes when its document is indexed anew.</param>
/// <param name="Title">Of the document.</param>
/// <param name="Text">The document's text from <paramref name="Start"/> to <paramref name="End"/>.</param>
/// <param name="Start">In the stored text of the document, in UTF-16 units.</param>
/// <param name="End">Behind its last unit.</param>
/// <param name="Page">Where it begins, as a reader of the file would say it; null where there are no pages.</param>
/// <param name="Section">The headings above it, outermost first, with <c> › </c> between; null where there are none.</param>
/// <param name="Score">
/// How well it fits, 0 to 1. Within one search it puts passages in order; across searches it says little more than whether the
/// words of the query are there.
/// </param>
public sealed record FoundPassage(
    Guid ChunkId, Guid DocumentId, Guid CollectionId, string Title, string Text, int Start, int End, int? Page, string? Section, double Score)
{
    /// <summary>See <see cref="Library.Document.Date"/>: the one that filters go by.</summary>
    public required DateTime Date { get; init; }

    public StageScores Scores { get; init; } = new();
}

/// <summary>What each stage thought of a passage; null where the stage did not see it, or was not run.</summary>
public sealed record StageScores
{
    /// <summary>BM25, above 0.</summary>
    public double? Keyword { get; init; }

    /// <summary>The cosine of the best window.</summary>
    public double? Semantic { get; init; }

    /// <summary>After fusion, 0 to 1.</summary>
    public double? Fused { get; init; }

    /// <summary>By the built-in reranker, or by the model for it, 0 to 1.</summary>
    public double? Reranked { get; init; }

    /// <summary>What age took from it: 1 for nothing.</summary>
    public double? Recency { get; init; }
}

/// <summary>One stage of a search, for whoever wants to know where the time and the passages went.</summary>
/// <param name="Name"><c>spelling</c>, <c>keyword</c>, <c>semantic</c>, <c>fusion</c>, <c>rerank</c> …</param>
/// <param name="Milliseconds">Stages may run at the same time.</param>
/// <param name="Count">How many passages it gave on; for spelling and expansion how many words or queries.</param>
public sealed record SearchStage(string Name, double Milliseconds, int Count)
{
    /// <summary>It was asked for and could not be run; why, <see cref="Note"/> says.</summary>
    public bool Skipped { get; init; }

    /// <summary>Why it was skipped or what it did, for the playground; never text of documents.</summary>
    public string? Note { get; init; }
}
