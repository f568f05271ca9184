namespace Parley.Cli.Repl;

/// <summary>What <c>parley chat</c> was told.</summary>
internal sealed record ReplStart(string? Provider, string? Model, string? Conversation, bool Continue);
