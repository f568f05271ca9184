namespace Parley.Knowledge.Evaluation;

/// <summary>How a set is evaluated.</summary>
public sealed record EvaluationRequest
{
    /// <summary>The most questions, by chance; null for all.</summary>
    public int? Sample { get; init; }

    /// <summary>What chance begins with. The same gives the same sample and the same slips.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many words of each question are misspelt in the run that measures what that costs; 0 for no such run.</summary>
    public int Misspell { get; init; }

    /// <summary>The ways of searching to measure, by name; null for all.</summary>
    public IReadOnlyList<string>? Variants { get; init; }

    /// <summary>How many of the questions to have answered, by chance; 0 for none.</summary>
    public int Answers { get; init; }

    /// <summary>Who answers them. Needed where any are to be answered.</summary>
    public AnswerQuestion? Answer { get; init; }

    /// <summary>Whether a model rates the answers besides.</summary>
    public bool Judge { get; init; }

    /// <summary>Told how many questions of how many are done.</summary>
    public IProgress<(string Step, int Done, int Of)>? Progress { get; init; }
}
