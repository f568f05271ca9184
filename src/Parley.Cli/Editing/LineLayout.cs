using System.Globalization;
using System.Text;
using Parley.Cli.Terminal;

namespace Parley.Cli.Editing;

/// <summary>How a text lies on the screen: its rows, prompts included, and where the cursor stands among them.</summary>
internal sealed record LineLayout(IReadOnlyList<string> Rows, int CursorRow, int CursorColumn)
{
    /// <summary>Shown for a tab, whose width would depend on its place.</summary>
    private const string Tab = "    ";

    public static LineLayout Of(string text, int cursor, string prompt, string continuation, int width)
    {
        var rows = new List<string>();
        var row = new StringBuilder(prompt);
        var column = CellWidth.Of(prompt);
        var (cursorRow, cursorColumn) = (0, 0);
        for (var at = 0; at <= text.Length;)
        {
            var element = text.AsSpan(at, at < text.Length ? StringInfo.GetNextTextElementLength(text.AsSpan(at)) : 0);
            var shown = element is "\t" ? Tab : element;
            var cells = CellWidth.Of(shown);
            if (column + cells > width || (column == width && element.IsEmpty))
            {
                Break("");
            }

            if (at == cursor)
            {
                (cursorRow, cursorColumn) = (rows.Count, column);
            }

            if (element.IsEmpty)
            {
                break;
            }

            if (element is "\n")
            {
                Break(continuation);
            }
            else
            {
                row.Append(shown);
                column += cells;
            }

            at += element.Length;
        }

        rows.Add(row.ToString());
        return new(rows, cursorRow, cursorColumn);

        void Break(string start)
        {
            rows.Add(row.ToString());
            row.Clear().Append(start);
            column = CellWidth.Of(start);
        }
    }

    /// <summary>The part that fits a screen of that height, with the cursor in it.</summary>
    public LineLayout Within(int height)
    {
        if (Rows.Count <= height)
        {
            return this;
        }

        var first = Math.Clamp(CursorRow - (height / 2), 0, Rows.Count - height);
        return new([.. Rows.Skip(first).Take(height)], CursorRow - first, CursorColumn);
    }
}
