using Parley.Cli.Terminal;

namespace Parley.Cli.Tests.Terminal;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\nb\tc", "a\nb\tc")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("\e[31mred\e[0m", "red")]
    [InlineData("\e[2J\e[H\e[?25lgone", "gone")]
    [InlineData("\e]0;title\atext", "text")]
    [InlineData("\e]8;;http://evil\e\\link\e]8;;\e\\", "link")]
    [InlineData("\ePq#0;2;0;0;0\e\\after", "after")]
    [InlineData("\ec\e(0reset", "reset")]
    [InlineData("\u009b31mred", "red")]
    [InlineData("\u009d0;t\u009ctext", "text")]
    [InlineData("bell\a back\b nul\0 del\u007f", "bell back nul del")]
    [InlineData("abc\u202edcba\u2066x\u2069", "abcdcbax")]
    [InlineData("日本語 👩‍👩‍👧 ü", "日本語 👩‍👩‍👧 ü")]
    [InlineData("\e[31\nnext", "\nnext")]
    [InlineData("\e]never ended\nnext line", "\nnext line")]
    [InlineData("\eünicode", "ünicode")]
    public void Clean_ControlCharacters_Go(string text, string expected) => Assert.Equal(expected, TerminalText.Clean(text));

    [Fact]
    public void Next_SequenceSplitEverywhere_GoesAllTheSame()
    {
        const string Text = "a\e[1;31mb\e]0;title\ac\e]2;x\e\\d\e(Be";
        for (var cut = 0; cut <= Text.Length; cut++)
        {
            var text = new TerminalText();
            Assert.Equal("abcde", text.Next(Text[..cut]) + text.Next(Text[cut..]));
        }
    }

    [Fact]
    public void Next_SequenceWithoutEnd_DoesNotSwallowTheAnswer()
    {
        var text = TerminalText.Clean("\e]" + new string('x', 1000) + " the end");

        Assert.EndsWith("the end", text, StringComparison.Ordinal);
    }

    [Fact]
    public void OneLine_Lines_AreJoined() => Assert.Equal("a b c", TerminalText.OneLine(" a\n\n b\t\e[1mc "));
}
