namespace Parley.Cli.Evaluation;

/// <summary>What <c>parley eval</c> was asked for.</summary>
internal sealed record EvaluationOrder(
    IReadOnlyList<string> Folders, int? Sample, int Seed, int Misspell, string? Report, string? Html, string? Gate);
