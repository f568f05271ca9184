namespace Parley.Cli.Repl.Commands;

internal sealed class ExitCommand : IReplCommand
{
    public string Name => "/exit";

    public string Arguments => "";

    public string Summary => "leave; exit, quit and Ctrl-D do too";

    public Task<bool> RunAsync(string arguments, ReplContext context, CancellationToken cancellationToken) => Task.FromResult(false);
}
