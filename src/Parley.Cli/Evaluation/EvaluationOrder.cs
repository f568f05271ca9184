namespace Parley.Cli.Evaluation;

/// <summary>What <c>parley eval</c> was asked for.</summary>
internal sealed record EvaluationOrder(
    IReadOnlyList<string> Folders, int? Sample, int Seed, int Misspell, string? Report, string? Html, string? Gate)
{
    /// <summary>How many questions to have answered.</summary>
    public int Answers { get; init; }

    public bool Judge { get; init; }

    /// <summary>Who answers; null for whoever does by default.</summary>
    public string? Provider { get; init; }

    public string? Model { get; init; }
}
