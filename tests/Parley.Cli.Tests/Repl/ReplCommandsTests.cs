using Parley.Cli.Repl;
using Parley.Cli.Repl.Commands;

namespace Parley.Cli.Tests.Repl;

public sealed class ReplCommandsTests
{
    private static readonly IReplCommand[] Commands = [new HelpCommand(), new NewCommand(), new RetryCommand(), new ExitCommand()];

    [Theory]
    [InlineData("/h", "/help ")]
    [InlineData("/", "/")]
    [InlineData("/new", "/new ")]
    [InlineData("/x", null)]
    [InlineData("help", null)]
    [InlineData("", null)]
    public void Complete_Beginning_GoesOnAsFarAsItIsClear(string text, string? expected) =>
        Assert.Equal(expected, ReplCommands.Complete(Commands, text));
}
