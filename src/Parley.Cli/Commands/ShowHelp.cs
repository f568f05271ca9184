using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Parley.Cli.Commands;

/// <summary>The help of a command, and after it the examples that make it clear.</summary>
internal sealed class ShowHelp(IReadOnlyDictionary<string, string> examples) : SynchronousCommandLineAction
{
    // Asking for help is never wrong, whatever else is on the line.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        new HelpAction().Invoke(parseResult);
        if (examples.GetValueOrDefault(parseResult.CommandResult.Command.Name) is { } text)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(text);
        }

        return ExitCode.Ok;
    }
}
