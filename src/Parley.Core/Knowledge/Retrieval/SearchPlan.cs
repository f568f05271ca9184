using Parley.Errors;

namespace Parley.Knowledge.Retrieval;

/// <summary>How one search is done: what its request says, and for the rest the options.</summary>
internal sealed record SearchPlan
{
    public required int Top { get; init; }

    public required SearchMode Mode { get; init; }

    public required FusionMethod Fusion { get; init; }

    public required SearchStrategy Strategy { get; init; }

    public required double MinScore { get; init; }

    public required bool Spelling { get; init; }

    public required bool Reranking { get; init; }

    public required QueryExpansion Expansion { get; init; }

    public required double Diversity { get; init; }

    public required double HalfLifeDays { get; init; }

    public required bool MergeNeighbours { get; init; }

    /// <exception cref="AppException">Something in the request is out of bounds.</exception>
    public static SearchPlan Of(SearchRequest request, RetrievalOptions options)
    {
        Check("top", request.Top, 1, SearchRequest.MaxTop);
        Check("min_score", request.MinScore, 0, 1);
        Check("diversity", request.Diversity, 0, 1);
        Check("half_life_days", request.HalfLifeDays, 0, 100_000);
        var strategy = request.Strategy ?? options.Strategy;

        // Naive is what it says: a stage runs only where the request itself names it.
        var isNaive = strategy is SearchStrategy.Naive;
        return new SearchPlan
        {
            Top = request.Top ?? options.Top,
            Mode = request.Mode ?? options.Mode,
            Fusion = request.Fusion ?? options.Fusion,
            Strategy = strategy,
            MinScore = request.MinScore ?? options.MinScore,
            Spelling = request.Spelling ?? (!isNaive && options.Spelling),
            Reranking = request.Reranking ?? (!isNaive && options.Reranking),
            Expansion = request.Expansion ?? (isNaive ? QueryExpansion.None : options.Expansion),
            Diversity = request.Diversity ?? (isNaive ? 0 : options.Diversity),
            HalfLifeDays = request.HalfLifeDays ?? (isNaive ? 0 : options.HalfLifeDays),
            MergeNeighbours = !isNaive && options.MergeNeighbours,
        };
    }

    private static void Check(string field, double? value, double least, double most)
    {
        if (value is { } given && !(given >= least && given <= most))
        {
            throw AppException.Invalid(field, FormattableString.Invariant($"Must be from {least} to {most}."));
        }
    }
}
