using Parley.Cli.Repl;

namespace Parley.Cli.Tests.Repl;

public sealed class ReplEntryTests
{
    [Theory]
    [InlineData("hello", true)]
    [InlineData("hello\\", false)]
    [InlineData(@"C:\\", true)]
    [InlineData("a\\\nb", true)]
    [InlineData("\"\"\"", false)]
    [InlineData("\"\"\"\nfoo", false)]
    [InlineData("\"\"\"\nfoo\n\"\"\"", true)]
    [InlineData("\"\"\"foo\"\"\"", true)]
    [InlineData("say \"\"\"", true)]
    public void IsComplete_Text_KnowsWhetherMoreComes(string text, bool complete) => Assert.Equal(complete, ReplEntry.IsComplete(text));

    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("  hello  ", "hello")]
    [InlineData("one\\\ntwo", "one\ntwo")]
    [InlineData("\"\"\"\n a\n\n b\n\"\"\"", " a\n\n b")]
    [InlineData("\"\"\"inline\"\"\"", "inline")]
    [InlineData(" /help me", "/help me")]
    [InlineData("/etc/passwd is what?", "/etc/passwd is what?")]
    [InlineData("/help\nand more", "/help\nand more")]
    [InlineData("/ 2", "/ 2")]
    [InlineData("exit now", "exit now")]
    public void Parse_Message_IsItsText(string text, string message) =>
        Assert.Equal(new ReplEntry.Message(message), ReplEntry.Parse(text));

    [Theory]
    [InlineData("/help", "/help", "")]
    [InlineData("/MODEL openai/gpt-4o ", "/model", "openai/gpt-4o")]
    [InlineData("/export /tmp/a b.md --force", "/export", "/tmp/a b.md --force")]
    public void Parse_Command_IsNameAndArguments(string text, string name, string arguments) =>
        Assert.Equal(new ReplEntry.Command(name, arguments), ReplEntry.Parse(text));

    [Theory, InlineData("exit"), InlineData("QUIT"), InlineData(" exit ")]
    public void Parse_ExitOrQuit_Leaves(string text) => Assert.IsType<ReplEntry.Leave>(ReplEntry.Parse(text));

    [Theory, InlineData(""), InlineData("  \n "), InlineData("\"\"\"\n\"\"\"")]
    public void Parse_Nothing_IsNothing(string text) => Assert.IsType<ReplEntry.Nothing>(ReplEntry.Parse(text));
}
