using Parley.Cli.Terminal;

namespace Parley.Cli.Repl;

/// <summary>What a command of the chat works with.</summary>
internal sealed record ReplContext(ReplSession Session, Screen Screen, ReplAnswers Answers, IReadOnlyList<IReplCommand> Commands);
