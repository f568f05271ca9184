namespace Parley.Cli.Repl.Commands;

internal sealed class HelpCommand : IReplCommand
{
    private const string Keys = """"

        A backslash at the end of a line goes on with another; three quotes (""") before and after make a block.
        Up and Down bring back earlier entries, Tab completes commands, Ctrl-C stops an answer.
        A blank before a slash makes a message of it.
        """";

    public string Name => "/help";

    public string Arguments => "";

    public string Summary => "list the commands";

    public Task<bool> RunAsync(string arguments, ReplContext context, CancellationToken cancellationToken)
    {
        var width = context.Commands.Max(command => Call(command).Length);
        foreach (var command in context.Commands)
        {
            context.Screen.Line($"{Call(command).PadRight(width)}  {command.Summary}");
        }

        context.Screen.Line(Keys);
        return Task.FromResult(true);
    }

    private static string Call(IReplCommand command) => $"{command.Name} {command.Arguments}".TrimEnd();
}
