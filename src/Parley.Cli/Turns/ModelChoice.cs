namespace Parley.Cli.Turns;

/// <summary>What a person asked for; null leaves it to the conversation and the settings.</summary>
internal sealed record ModelChoice(string? Provider, string? Model);
