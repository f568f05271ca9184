using System.Text;
using Parley.Cli.Terminal;

namespace Parley.Cli.Editing;

/// <summary>Draws the edited text over what it drew before. One write for each change, so that nothing flickers.</summary>
internal sealed class LinePainter(ITerminal terminal)
{
    private const string ClearBelow = "\e[J";

    // Rows between the top of what is drawn and the cursor.
    private int _cursorRow;

    public void Paint(LineLayout layout)
    {
        var visible = layout.Within(terminal.Height);
        var output = new StringBuilder();
        Move(output, _cursorRow, 'A');
        output.Append('\r').Append(ClearBelow).AppendJoin("\r\n", visible.Rows);
        Move(output, visible.Rows.Count - 1 - visible.CursorRow, 'A');
        output.Append('\r');
        Move(output, visible.CursorColumn, 'C');
        _cursorRow = visible.CursorRow;
        terminal.Write(output.ToString());
    }

    /// <summary>Goes to a new line below what is drawn, which stays.</summary>
    public void Leave(LineLayout layout, string mark = "")
    {
        var last = layout.Rows.Count - 1;
        Paint(layout with { CursorRow = last, CursorColumn = CellWidth.Of(layout.Rows[last]) });
        _cursorRow = 0;
        terminal.Write(mark + "\r\n");
    }

    /// <summary>Empties the screen; the next paint begins at its top.</summary>
    public void Clear()
    {
        _cursorRow = 0;
        terminal.Write("\e[H\e[2J");
    }

    private static void Move(StringBuilder output, int count, char direction)
    {
        if (count > 0)
        {
            output.Append("\e[").Append(count).Append(direction);
        }
    }
}
