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

    /// <summary>Told how many questions of how many are done.</summary>
    public IProgress<(string Step, int Done, int Of)>? Progress { get; init; }
}
