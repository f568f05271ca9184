using Parley.Cli.Editing;

namespace Parley.Cli.Tests.Editing;

public sealed class LineBufferTests
{
    private readonly LineBuffer _buffer = new();

    [Fact]
    public void Backspace_Character_GoesWhole()
    {
        _buffer.Set("a👩‍👩‍👧e\u0301");

        _buffer.Backspace();
        Assert.Equal("a👩‍👩‍👧", _buffer.Text);
        _buffer.Backspace();
        Assert.Equal("a", _buffer.Text);
        _buffer.Backspace();
        _buffer.Backspace();
        Assert.Equal("", _buffer.Text);
    }

    [Fact]
    public void LeftAndRight_OverNewlines_VisitEachCharacterOnce()
    {
        _buffer.Set("ü\n\n日");
        var places = new List<int> { _buffer.Cursor };
        while (_buffer.Cursor > 0)
        {
            _buffer.Left();
            places.Add(_buffer.Cursor);
        }

        Assert.Equal([4, 3, 2, 1, 0], places);
        _buffer.Right();
        Assert.Equal(1, _buffer.Cursor);
    }

    [Fact]
    public void KillAndYank_Word_MovesIt()
    {
        _buffer.Set("one two  three");

        _buffer.KillWordLeft();
        Assert.Equal("one two  ", _buffer.Text);
        _buffer.Home();
        _buffer.Yank();
        Assert.Equal("threeone two  ", _buffer.Text);
        _buffer.Home();
        _buffer.KillWordRight();
        Assert.Equal(" two  ", _buffer.Text);
    }

    [Fact]
    public void KillToStartAndEnd_InSeveralLines_StayInTheLine()
    {
        _buffer.Set("first\nsecond\nthird");
        _buffer.Up();
        _buffer.KillToStart();
        Assert.Equal("first\nd\nthird", _buffer.Text);
        _buffer.KillToEnd();
        Assert.Equal("first\n\nthird", _buffer.Text);
        _buffer.KillToEnd();
        Assert.Equal("first\nthird", _buffer.Text);
    }

    [Fact]
    public void UpAndDown_KeepTheColumnWhereTheyCan()
    {
        _buffer.Set("abcdef\nx\nuvwxyz");
        Assert.True(_buffer.Up());
        Assert.Equal(8, _buffer.Cursor);
        Assert.True(_buffer.Up());
        Assert.Equal(1, _buffer.Cursor);
        Assert.False(_buffer.Up());
        Assert.True(_buffer.Down());
        Assert.True(_buffer.Down());
        Assert.False(_buffer.Down());
    }

    [Fact]
    public void WordMoves_StopAtWords()
    {
        _buffer.Set("über-alles, ok");
        _buffer.WordLeft();
        Assert.Equal(12, _buffer.Cursor);
        _buffer.WordLeft();
        Assert.Equal(5, _buffer.Cursor);
        _buffer.WordRight();
        Assert.Equal(10, _buffer.Cursor);
    }
}
