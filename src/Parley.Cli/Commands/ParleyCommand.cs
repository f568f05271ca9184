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

    public static RootCommand Create(Screen screen)
    {
        var root = new RootCommand("""
            Parley in the terminal. It uses the same settings, models and conversations as the Parley server, which need not run.

            Settings come from the environment and from .env in the current directory. Start with:
              parley chat
              parley ask "What can you do?"
              parley doctor
            """);
        root.Subcommands.Add(ChatCommand.Create(screen));
        root.Subcommands.Add(AskCommand.Create(screen));
        root.Subcommands.Add(DoctorCommand.Create(screen));
        root.Options.OfType<VersionOption>().Single().Action = new ShowVersion(screen);
        root.SetAction(parsed => new HelpAction().Invoke(parsed));
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
