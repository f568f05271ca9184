namespace Parley.Cli.Ask;

/// <summary>What <c>parley ask</c> was told.</summary>
internal sealed record AskRequest(string Question, string? Provider, string? Model, double? Temperature, int? MaxTokens, bool Json);
