using System.Globalization;
using System.Text.Json;
using Parley.Errors;

namespace Parley.Knowledge.Evaluation;

/// <summary>
/// The least that sets must reach, from a file: <c>{"scifact": {"pipeline": {"ndcg": 0.69, "recall": 0.8}}}</c>. Figures are <c>precision</c>,
/// <c>recall</c>, <c>ndcg</c>, <c>mrr</c> and <c>relevance</c>, 0 to 1, and <c>p95_ms</c>, which is a most; of <c>answers</c> they are <c>context</c>,
/// <c>faithfulness</c>, <c>relevance</c>, <c>verified</c> (of the citations) and <c>held</c> (of the answers that are known).
/// </summary>
public sealed record EvaluationGate(IReadOnlyDictionary<string, Dictionary<string, Dictionary<string, double>>> Bounds)
{
    private const string Answers = "answers";

    private static readonly Dictionary<string, Func<VariantResult, double>> Figures = new()
    {
        ["precision"] = result => result.Measures.Precision,
        ["recall"] = result => result.Measures.Recall,
        ["ndcg"] = result => result.Measures.Ndcg,
        ["mrr"] = result => result.Measures.Mrr,
        ["relevance"] = result => result.Relevance,
        ["p95_ms"] = result => -result.Latency.P95,
    };

    private static readonly Dictionary<string, Func<AnswerResult, double>> AnswerFigures = new()
    {
        ["context"] = result => result.Scores.Context ?? 0,
        ["faithfulness"] = result => result.Scores.Faithfulness ?? 0,
        ["relevance"] = result => result.Scores.Relevance ?? 0,
        ["verified"] = result => result.VerifiedShare ?? 0,
        ["held"] = result => result.HeldShare ?? 0,
    };

    /// <exception cref="AppException">The file is missing or broken.</exception>
    public static EvaluationGate Load(string path)
    {
        try
        {
            var bounds = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, Dictionary<string, double>>>>(File.ReadAllText(path)) ?? [];
            var unknown = bounds.Values.SelectMany(set => set).SelectMany(variant => variant.Value.Keys.Select(figure => (Variant: variant.Key, Figure: figure)))
                .FirstOrDefault(one => !Names(one.Variant).Contains(one.Figure));
            return unknown.Figure is null
                ? new EvaluationGate(bounds)
                : throw new AppException(ErrorCode.ValidationError, $"{path}: there is no figure {unknown.Figure} of {unknown.Variant}. There are: {string.Join(", ", Names(unknown.Variant))}.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new AppException(ErrorCode.ValidationError, $"{path} cannot be read as a gate: {e.Message}", e);
        }
    }

    /// <summary>What is not reached, in words; empty when all is. A set or a way of searching that was not measured is not reached.</summary>
    public IReadOnlyList<string> Check(IReadOnlyList<EvaluationResult> results)
    {
        var failures = new List<string>();
        foreach (var (set, variants) in Bounds)
        {
            foreach (var (variant, figures) in variants)
            {
                var found = results.FirstOrDefault(result => result.Set == set) is { } result ? Measured(result, variant) : null;
                failures.AddRange(found is null
                    ? [$"{set}: {variant} was not measured."]
                    : figures.Where(bound => found(bound.Key) < (bound.Key == "p95_ms" ? -bound.Value : bound.Value)).Select(bound =>
                        string.Create(CultureInfo.InvariantCulture, $"{set}: {bound.Key} of {variant} is {Math.Abs(found(bound.Key)):0.####}, and {bound.Value:0.####} is the bound.")));
            }
        }

        return failures;
    }

    private static IReadOnlyCollection<string> Names(string variant) => variant == Answers ? AnswerFigures.Keys : Figures.Keys;

    private static Func<string, double>? Measured(EvaluationResult result, string variant) =>
        variant == Answers
            ? result.Answers is { } answers ? figure => AnswerFigures[figure](answers) : null
            : result.Find(variant) is { } found ? figure => Figures[figure](found) : null;
}
