namespace Parley.Knowledge.Evaluation;

/// <summary>What evaluating a set gave.</summary>
/// <param name="Queries">How many questions were asked in each way.</param>
/// <param name="Indexing">How long reading the set into the index took.</param>
public sealed record EvaluationResult(string Set, int Documents, int Passages, int Queries, TimeSpan Indexing, IReadOnlyList<VariantResult> Variants)
{
    /// <summary>What answering gave; null where no question was answered.</summary>
    public AnswerResult? Answers { get; init; }

    public VariantResult? Find(string variant) => Variants.FirstOrDefault(found => found.Name == variant);
}

/// <summary>What one way of searching gave.</summary>
/// <param name="Relevance">How much of the questions' weight stands in the passages found, see <see cref="AnswerMeasures.ContextRelevance"/>; 0 to 1.</param>
/// <param name="Stages">How long each stage took on average, in milliseconds, in the order of the first search.</param>
public sealed record VariantResult(string Name, RankingMeasures Measures, double Relevance, Latencies Latency, IReadOnlyList<(string Name, double Milliseconds)> Stages)
{
    /// <summary>The questions that did worst, for whoever wants to know why: their ids.</summary>
    public IReadOnlyList<string> Worst { get; init; } = [];
}

/// <summary>In milliseconds.</summary>
public readonly record struct Latencies(double Mean, double P50, double P95, double P99)
{
    public static Latencies Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0 ? default : new Latencies(sorted.Average(), At(sorted, 0.5), At(sorted, 0.95), At(sorted, 0.99));
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
