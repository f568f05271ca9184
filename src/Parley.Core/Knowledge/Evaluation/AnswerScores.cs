namespace Parley.Knowledge.Evaluation;

/// <summary>How an answer stands to its question and to the passages it was made from, each 0 to 1; null where nobody could say.</summary>
/// <param name="Context">Whether the passages hold what was asked for.</param>
/// <param name="Faithfulness">Whether every statement of the answer is supported by a passage.</param>
/// <param name="Relevance">Whether the answer answers the question, be it true or not.</param>
public readonly record struct AnswerScores(double? Context, double? Faithfulness, double? Relevance)
{
    /// <summary>Of each figure the mean of those that are there.</summary>
    public static AnswerScores Mean(IReadOnlyCollection<AnswerScores> scores) =>
        new(scores.Average(score => score.Context), scores.Average(score => score.Faithfulness), scores.Average(score => score.Relevance));
}
