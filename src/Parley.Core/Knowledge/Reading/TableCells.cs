namespace Parley.Knowledge.Reading;

/// <summary>
/// Writes the cells of a row on one line with <c>|</c> between them. Blocks at the edges of a cell do not tear the row apart, but a
/// table that is there for the layout, with whole texts in its cells, keeps their lines.
/// </summary>
internal sealed class TableCells(DocumentBuilder text)
{
    private bool inRow;
    private int cellStart;
    private bool breakBeforeText;

    /// <summary>A row, or a table, begins or ends.</summary>
    public void Row()
    {
        text.EndLine();
        (inRow, breakBeforeText) = (false, false);
    }

    public void Cell()
    {
        if (inRow)
            text.Append(" | ");
        (inRow, cellStart, breakBeforeText) = (true, text.Length, false);
    }

    /// <summary>A block begins or ends. False when that is not within a row, and no concern of this class.</summary>
    public bool Break()
    {
        breakBeforeText |= inRow;
        return inRow;
    }

    /// <summary>Text comes next.</summary>
    public void BeforeText()
    {
        if (breakBeforeText && text.Length > cellStart)
            text.EndLine();
        breakBeforeText = false;
    }
}
