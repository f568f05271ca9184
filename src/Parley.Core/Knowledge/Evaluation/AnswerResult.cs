namespace Parley.Knowledge.Evaluation;

/// <summary>What answering questions of a set gave.</summary>
/// <param name="Questions">How many were asked.</param>
/// <param name="Answered">How many got an answer that says something.</param>
/// <param name="Failed">How many got none, because the model failed.</param>
/// <param name="Scores">By words and meaning.</param>
public sealed record AnswerResult(string Model, int Questions, int Answered, int Failed, AnswerScores Scores, Latencies Latency)
{
    /// <summary>Whether the documents were said not to answer, of so many.</summary>
    public int Declined => Questions - Answered - Failed;

    /// <summary>As a model rated them; null where none was asked.</summary>
    public AnswerScores? Judged { get; init; }

    public int Citations { get; init; }

    /// <summary>How many of them were verified.</summary>
    public int Verified { get; init; }

    /// <summary>Statements that cite nothing.</summary>
    public int Uncited { get; init; }

    /// <summary>Questions whose answer the set knows.</summary>
    public int Known { get; init; }

    /// <summary>Of the known ones, how many of the answers hold it.</summary>
    public int Held { get; init; }

    public double? VerifiedShare => Citations == 0 ? null : (double)Verified / Citations;

    public double? HeldShare => Known == 0 ? null : (double)Held / Known;
}
