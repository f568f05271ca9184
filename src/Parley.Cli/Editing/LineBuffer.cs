using System.Globalization;

namespace Parley.Cli.Editing;

/// <summary>The text being edited and the place in it. Moves by what people take for one character, be it one code point or five.</summary>
internal sealed class LineBuffer
{
    public string Text { get; private set; } = "";

    /// <summary>0 to the text's length; never inside a character.</summary>
    public int Cursor { get; private set; }

    private string _killed = "";

    public bool IsEmpty => Text.Length == 0;

    public void Set(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    public void Insert(string text)
    {
        Text = Text.Insert(Cursor, text);
        Cursor += text.Length;
    }

    public void Left() => Cursor = Previous();

    public void Right() => Cursor = Next();

    /// <summary>To the start of the line, of which the text may have several.</summary>
    public void Home() => Cursor = LineStart();

    public void End() => Cursor = LineEnd();

    public void WordLeft() => Cursor = WordStart();

    public void WordRight() => Cursor = WordEnd();

    /// <returns>False on the first line, where there is no up.</returns>
    public bool Up() => LineStart() is var start and > 0 && MoveToLine(start == 1 ? 0 : Text.LastIndexOf('\n', start - 2) + 1, start);

    /// <returns>False on the last line.</returns>
    public bool Down() => LineEnd() is var end && end < Text.Length && MoveToLine(end + 1, LineStart());

    public void Backspace() => Remove(Previous(), Cursor, keep: false);

    public void Delete() => Remove(Cursor, Next(), keep: false);

    public void KillWordLeft() => Remove(WordStart(), Cursor, keep: true);

    public void KillWordRight() => Remove(Cursor, WordEnd(), keep: true);

    public void KillToStart() => Remove(LineStart(), Cursor, keep: true);

    /// <summary>At a line's end it takes the newline, as everywhere.</summary>
    public void KillToEnd() => Remove(Cursor, LineEnd() > Cursor ? LineEnd() : Next(), keep: true);

    /// <summary>Puts back what was killed last.</summary>
    public void Yank() => Insert(_killed);

    private void Remove(int from, int to, bool keep)
    {
        if (from == to)
        {
            return;
        }

        _killed = keep ? Text[from..to] : _killed;
        Text = Text.Remove(from, to - from);
        Cursor = from;
    }

    // To the same column, or as far as that line goes.
    private bool MoveToLine(int target, int current)
    {
        var column = Cursor - current;
        Cursor = target;
        while (Cursor < LineEnd() && Cursor - target < column)
        {
            Right();
        }

        return true;
    }

    private int LineStart() => Cursor == 0 ? 0 : Text.LastIndexOf('\n', Cursor - 1) + 1;

    private int LineEnd() => Text.IndexOf('\n', Cursor) is var end and >= 0 ? end : Text.Length;

    private int Next() => Cursor + StringInfo.GetNextTextElementLength(Text.AsSpan(Cursor));

    private int Previous()
    {
        // Characters can only be told apart from the front; a line's start is a safe place to begin.
        var at = Cursor > 0 && Text[Cursor - 1] == '\n' ? Cursor - 1 : LineStart();
        for (var next = at; next < Cursor; next += StringInfo.GetNextTextElementLength(Text.AsSpan(next)))
        {
            at = next;
        }

        return at;
    }

    private int WordStart()
    {
        var at = Cursor;
        while (at > 0 && !char.IsLetterOrDigit(Text[at - 1]) && !char.IsSurrogate(Text[at - 1]))
        {
            at--;
        }

        while (at > 0 && (char.IsLetterOrDigit(Text[at - 1]) || char.IsSurrogate(Text[at - 1])))
        {
            at--;
        }

        return at;
    }

    private int WordEnd()
    {
        var at = Cursor;
        while (at < Text.Length && !char.IsLetterOrDigit(Text[at]) && !char.IsSurrogate(Text[at]))
        {
            at++;
        }

        while (at < Text.Length && (char.IsLetterOrDigit(Text[at]) || char.IsSurrogate(Text[at])))
        {
            at++;
        }

        return at;
    }
}
