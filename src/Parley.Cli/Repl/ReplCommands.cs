using Parley.Cli.Repl.Commands;

namespace Parley.Cli.Repl;

/// <summary>Every command, in the order of the help.</summary>
internal static class ReplCommands
{
    public static IReadOnlyList<IReplCommand> Create(IServiceProvider services) =>
    [
        new HelpCommand(),
        new NewCommand(),
        services.Create<ModelCommand>(),
        services.Create<ModelsCommand>(),
        services.Create<HistoryCommand>(),
        services.Create<ListCommand>(),
        services.Create<OpenCommand>(),
        services.Create<ExportCommand>(),
        new RetryCommand(),
        new ExitCommand(),
    ];

    /// <summary>What Tab makes of a command's beginning; null where it cannot go on.</summary>
    public static string? Complete(IReadOnlyList<IReplCommand> commands, string text)
    {
        var matches = commands.Select(command => command.Name).Where(name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToList();
        if (text.Length < 1 || text[0] != '/' || matches.Count == 0)
        {
            return null;
        }

        if (matches.Count == 1)
        {
            return matches[0] + " ";
        }

        var common = text.Length;
        while (common < matches[0].Length && matches.TrueForAll(name => name.Length > common && name[common] == matches[0][common]))
        {
            common++;
        }

        return matches[0][..common];
    }
}
