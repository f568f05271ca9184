using Parley.Cli.Editing;

namespace Parley.Cli.Tests.Editing;

public sealed class LineLayoutTests
{
    [Fact]
    public void Of_ShortText_IsOneRow()
    {
        var layout = Of("hello", 2);

        Assert.Equal(["> hello"], layout.Rows);
        Assert.Equal((0, 4), (layout.CursorRow, layout.CursorColumn));
    }

    [Fact]
    public void Of_FullRow_PutsTheCursorOnTheNext()
    {
        var layout = Of("12345678", 8);

        Assert.Equal(["> 12345678", ""], layout.Rows);
        Assert.Equal((1, 0), (layout.CursorRow, layout.CursorColumn));
    }

    [Fact]
    public void Of_WideCharacterThatDoesNotFit_GoesToTheNextRowWhole()
    {
        var layout = Of("1234567日8", 9);

        Assert.Equal(["> 1234567", "日8"], layout.Rows);
        Assert.Equal((1, 3), (layout.CursorRow, layout.CursorColumn));
    }

    [Fact]
    public void Of_Lines_BeginWithTheContinuation()
    {
        var layout = Of("a\n\tb", 4);

        Assert.Equal(["> a", "|     b"], layout.Rows);
        Assert.Equal((1, 7), (layout.CursorRow, layout.CursorColumn));
    }

    [Fact]
    public void Of_CursorOnNewline_StandsAtTheLinesEnd()
    {
        var layout = Of("ab\ncd", 2);

        Assert.Equal((0, 4), (layout.CursorRow, layout.CursorColumn));
    }

    [Fact]
    public void Within_MoreRowsThanTheScreen_ShowsThoseAroundTheCursor()
    {
        var layout = Of(string.Join('\n', Enumerable.Range(0, 30)), 0).Within(5);
        Assert.Equal(["> 0", "| 1", "| 2", "| 3", "| 4"], layout.Rows);

        var text = string.Join('\n', Enumerable.Range(0, 30));
        layout = Of(text, text.Length).Within(5);
        Assert.Equal("| 29", layout.Rows[layout.CursorRow]);
    }

    private static LineLayout Of(string text, int cursor) => LineLayout.Of(text, cursor, "> ", "| ", 10);
}
