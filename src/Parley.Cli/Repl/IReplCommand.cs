namespace Parley.Cli.Repl;

/// <summary>A command of the chat. To add one is one file and one line in <see cref="ReplCommands"/>.</summary>
internal interface IReplCommand
{
    /// <summary>As it is entered: <c>/model</c>.</summary>
    string Name { get; }

    /// <summary>What follows it, for the help; empty when nothing does.</summary>
    string Arguments { get; }

    /// <summary>What it does, in a few words.</summary>
    string Summary { get; }

    /// <returns>False to leave the chat.</returns>
    /// <exception cref="UsageException">The arguments make no sense.</exception>
    /// <exception cref="Errors.AppException">It cannot be done.</exception>
    Task<bool> RunAsync(string arguments, ReplContext context, CancellationToken cancellationToken);
}
