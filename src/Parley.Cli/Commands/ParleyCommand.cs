using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using Parley.Cli.Terminal;

namespace Parley.Cli.Commands;

/// <summary><c>parley</c> itself.</summary>
internal static class ParleyCommand
{
    public static string Version { get; } =
        typeof(ParleyCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private const string Examples = """
        Examples:
          parley chat
          parley ask "What can you do?"
          parley doctor

        Settings come from the environment, and from .env in the current directory.
        """;

    public static RootCommand Create(Screen screen)
    {
        var root = new RootCommand("The assistant in the terminal: the models, settings and conversations of the Parley server, which need not run.");
        root.Subcommands.Add(ChatCommand.Create(screen));
        root.Subcommands.Add(AskCommand.Create(screen));
        root.Subcommands.Add(IngestCommand.Create(screen));
        root.Subcommands.Add(SearchCommand.Create(screen));
        root.Subcommands.Add(EvalCommand.Create(screen));
        root.Subcommands.Add(DoctorCommand.Create(screen));
        root.Subcommands.Add(OwnerLinkCommand.Create(screen));
        root.Subcommands.Add(AuditCommand.Create(screen));
        root.Subcommands.Add(SecretsCommand.Create(screen));
        root.Subcommands.Add(KeysCommand.Create(screen));
        root.Options.OfType<VersionOption>().Single().Action = new ShowVersion(screen);
        var help = new ShowHelp(new Dictionary<string, string>
        {
            [root.Name] = Examples,
            ["chat"] = ChatCommand.Examples,
            ["ask"] = AskCommand.Examples,
            ["search"] = SearchCommand.Examples,
            ["ingest"] = IngestCommand.Examples,
            ["eval"] = EvalCommand.Examples,
            ["keys"] = KeysCommand.Examples,
            ["owner-link"] = OwnerLinkCommand.Examples,
            ["audit"] = AuditCommand.Examples,
        });
        root.Options.OfType<HelpOption>().Single().Action = help;
        root.SetAction(help.Invoke);
        return root;
    }

    /// <summary>Runs a command line.</summary>
    /// <exception cref="UsageException">It makes no sense.</exception>
    public static Task<int> RunAsync(Screen screen, string[] args)
    {
        var parsed = Create(screen).Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            var command = string.Join(' ', parsed.CommandResult.Command.Parents.Append(parsed.CommandResult.Command).Select(c => c is RootCommand ? "parley" : c.Name));
            throw new UsageException($"{string.Join(" ", parsed.Errors.Select(error => error.Message).Distinct())} See: {command} --help");
        }

        // Signals and errors are this program's own affair.
        return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private sealed class ShowVersion(Screen screen) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            screen.Line($"parley {Version}");
            return ExitCode.Ok;
        }
    }
}
