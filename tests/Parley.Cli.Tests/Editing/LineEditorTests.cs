using Parley.Cli.Editing;
using Parley.Cli.Repl;

namespace Parley.Cli.Tests.Editing;

public sealed class LineEditorTests
{
    private readonly FakeTerminal _terminal = new();

    [Fact]
    public void Read_TypedLine_IsEntered()
    {
        _terminal.Type("hello\r");

        Assert.Equal(new EditorResult(EditorEnd.Entered, "hello"), Read());
        Assert.False(_terminal.CtrlCIsKey);
    }

    [Theory]
    [InlineData("", EditorEnd.Interrupted)]
    [InlineData("some text", EditorEnd.Discarded)]
    public void Read_CtrlC_StaysAKeyUntilTheNextPrompt(string typed, object end)
    {
        _terminal.Type(typed).Control(ConsoleKey.C);

        Assert.Equal(end, Read().End);
        Assert.True(_terminal.CtrlCIsKey);
    }

    [Fact]
    public void Read_MovedAndChanged_IsWhatIsShown()
    {
        _terminal.Type("wrld!").Press(ConsoleKey.Home).Press(ConsoleKey.RightArrow).Type("o").Press(ConsoleKey.End)
            .Press(ConsoleKey.Backspace).Control(ConsoleKey.A).Type("hello ").Type("\r");

        Assert.Equal("hello world", Read().Text);
    }

    [Fact]
    public void Read_BackslashBeforeEnter_GoesOnWithAnotherLine()
    {
        _terminal.Type("one\\\rtwo\r");

        Assert.Equal("one\\\ntwo", Read().Text);
    }

    [Fact]
    public void Read_AltEnter_GoesOnWithAnotherLine()
    {
        _terminal.Type("one").Press(ConsoleKey.Enter, '\r', ConsoleModifiers.Alt).Type("two\r");

        Assert.Equal("one\ntwo", Read().Text);
    }

    [Fact]
    public void Read_PastedLines_AreNotSentOneByOne()
    {
        _terminal.Type("see: \e[200~first\rsecond\e[31m\r\nthird\e[201~!\r");

        Assert.Equal("see: first\nsecond\nthird!", Read().Text);
    }

    [Fact]
    public void Read_EscapeKey_IsNoPaste()
    {
        _terminal.Press(ConsoleKey.Escape, '\e').Type("[20x\r");

        Assert.Equal("[20x", Read().Text);
    }

    [Fact]
    public void Read_CtrlC_TellsTextFromNothing()
    {
        _terminal.Type("half").Control(ConsoleKey.C).Control(ConsoleKey.C).Control(ConsoleKey.D);
        var editor = Create();

        Assert.Equal(EditorEnd.Discarded, editor.Read().End);
        Assert.Equal(EditorEnd.Interrupted, editor.Read().End);
        Assert.Equal(EditorEnd.Closed, editor.Read().End);
    }

    [Fact]
    public void Read_UpAndDown_WalkThroughHistoryAndBackToTheDraft()
    {
        _terminal.Type("draft").Press(ConsoleKey.UpArrow).Press(ConsoleKey.UpArrow).Press(ConsoleKey.UpArrow).Type("\r");
        _terminal.Type("draft").Press(ConsoleKey.UpArrow).Press(ConsoleKey.UpArrow)
            .Press(ConsoleKey.DownArrow).Press(ConsoleKey.DownArrow).Type("!\r");
        var editor = Create("first", "second");

        Assert.Equal("first", editor.Read().Text);
        Assert.Equal("draft!", editor.Read().Text);
    }

    [Fact]
    public void Read_UpInSeveralLines_MovesAmongThemFirst()
    {
        _terminal.Type("ab\\\rcd").Press(ConsoleKey.UpArrow).Type("X").Press(ConsoleKey.End).Press(ConsoleKey.DownArrow).Press(ConsoleKey.End).Type("\r");

        Assert.Equal("abX\\\ncd", Read("older").Text);
    }

    [Fact]
    public void Read_AfterDiscarding_BeginsAtTheNewestEntry()
    {
        _terminal.Press(ConsoleKey.UpArrow).Press(ConsoleKey.UpArrow).Control(ConsoleKey.C).Press(ConsoleKey.UpArrow).Type("\r");
        var editor = Create("first", "second");

        Assert.Equal(EditorEnd.Discarded, editor.Read().End);
        Assert.Equal("second", editor.Read().Text);
    }

    [Fact]
    public void Read_Tab_Completes()
    {
        _terminal.Type("/li\t\r");

        Assert.Equal("/list ", Read().Text);
    }

    private EditorResult Read(params string[] history) => Create(history).Read();

    private LineEditor Create(params string[] history) => new(
        _terminal, new InputHistory(history), ReplEntry.IsComplete, text => text == "/li" ? "/list " : null);
}
