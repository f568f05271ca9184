using Parley.Knowledge.Retrieval;

namespace Parley.Knowledge.Evaluation;

/// <summary>A way of searching that is measured: the whole pipeline, and less and less of it, to see what each stage is worth.</summary>
/// <param name="Request">With the query to be put in.</param>
public sealed record EvaluationVariant(string Name, SearchRequest Request)
{
    /// <summary>The pipeline as it is configured, whatever that is.</summary>
    public const string Pipeline = "pipeline";

    public static IReadOnlyList<EvaluationVariant> All { get; } =
    [
        new("keyword", new SearchRequest("") { Strategy = SearchStrategy.Naive, Mode = SearchMode.Keyword }),
        new("semantic", new SearchRequest("") { Strategy = SearchStrategy.Naive, Mode = SearchMode.Semantic }),
        new("hybrid", new SearchRequest("") { Strategy = SearchStrategy.Naive, Mode = SearchMode.Hybrid }),
        new(Pipeline, new SearchRequest("")),
    ];
}
