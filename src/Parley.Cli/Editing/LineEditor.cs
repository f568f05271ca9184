using Parley.Cli.Terminal;

namespace Parley.Cli.Editing;

/// <summary>
/// Reads one entry, possibly of several lines, with the keys people know from their shell.
/// </summary>
/// <param name="isComplete">Whether Enter sends the text, or begins another line of it.</param>
/// <param name="complete">What Tab makes of a text; null where there is nothing to add.</param>
internal sealed class LineEditor(
    ITerminal terminal, InputHistory history, Func<string, bool> isComplete, Func<string, string?> complete)
{
    private const string Prompt = "> ";
    private const string Continuation = "| ";

    private readonly KeyReader _keys = new(terminal);
    private readonly LinePainter _painter = new(terminal);
    private readonly LineBuffer _buffer = new();

    public EditorResult Read()
    {
        // Only while editing: during an answer nobody reads keys.
        terminal.CtrlCIsKey = true;
        terminal.Write(KeyReader.MarkPastes);
        var again = false;
        try
        {
            var result = Edit();

            // Ctrl-C is followed by another prompt: a second one must not fall between the two and end the program as a signal.
            again = result.End is EditorEnd.Discarded or EditorEnd.Interrupted;
            return result;
        }
        finally
        {
            terminal.Write(KeyReader.DoNotMarkPastes);
            terminal.CtrlCIsKey = again;
        }
    }

    /// <summary>Gives the terminal back although <see cref="Read"/> still waits for a key: the program ends.</summary>
    public void Abandon()
    {
        terminal.Write(KeyReader.DoNotMarkPastes);
        terminal.CtrlCIsKey = false;
    }

    private EditorResult Edit()
    {
        _buffer.Set("");
        history.Rewind();
        while (true)
        {
            // Keys that came in one go are drawn in one go.
            if (!_keys.InputAvailable)
            {
                _painter.Paint(Layout());
            }

            var input = _keys.Read();
            if (input.Pasted is { } pasted)
            {
                _buffer.Insert(TerminalText.Clean(pasted));
            }
            else if (Press(input.Key) is { } end)
            {
                return Finish(end);
            }
        }
    }

    private EditorEnd? Press(ConsoleKeyInfo key)
    {
        var isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        switch (key.Key)
        {
            case ConsoleKey.C when isControl:
                return _buffer.IsEmpty ? EditorEnd.Interrupted : EditorEnd.Discarded;
            case ConsoleKey.D when isControl && _buffer.IsEmpty:
                return EditorEnd.Closed;
            case ConsoleKey.Enter when key.Modifiers == 0 && isComplete(_buffer.Text):
                return EditorEnd.Entered;
            case ConsoleKey.Enter:
                _buffer.Insert("\n");
                return null;
            case ConsoleKey.L when isControl:
                _painter.Clear();
                return null;
            case ConsoleKey.UpArrow:
            case ConsoleKey.P when isControl:
                Older();
                return null;
            case ConsoleKey.DownArrow:
            case ConsoleKey.N when isControl:
                Newer();
                return null;
            case ConsoleKey.Tab:
                _buffer.Set(complete(_buffer.Text) ?? _buffer.Text);
                return null;
            default:
                Change(key);
                return null;
        }
    }

    private void Change(ConsoleKeyInfo key)
    {
        if (EditorKeys.Find(key) is { } action)
        {
            action(_buffer);
        }
        else if (!char.IsControl(key.KeyChar) && IsTyped(key.Modifiers))
        {
            _buffer.Insert(key.KeyChar.ToString());
        }
    }

    // Control and Alt together are AltGr, which some keyboards need for ordinary characters.
    private static bool IsTyped(ConsoleModifiers modifiers) =>
        (modifiers & (ConsoleModifiers.Control | ConsoleModifiers.Alt)) is 0 or (ConsoleModifiers.Control | ConsoleModifiers.Alt);

    private void Older()
    {
        if (!_buffer.Up() && history.Older(_buffer.Text) is { } older)
        {
            _buffer.Set(older);
        }
    }

    private void Newer()
    {
        if (!_buffer.Down() && history.Newer() is { } newer)
        {
            _buffer.Set(newer);
        }
    }

    private EditorResult Finish(EditorEnd end)
    {
        _painter.Leave(Layout(), end is EditorEnd.Entered ? "" : end is EditorEnd.Closed ? "^D" : "^C");
        return new(end, end is EditorEnd.Entered ? _buffer.Text : "");
    }

    private LineLayout Layout() => LineLayout.Of(_buffer.Text, _buffer.Cursor, Prompt, Continuation, terminal.Width);
}
