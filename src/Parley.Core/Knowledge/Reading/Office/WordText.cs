namespace Parley.Knowledge.Reading.Office;

/// <summary>
/// The text of a Word document or one of its notes: paragraphs, lists, tables. Deleted text, hidden text and the codes of fields are
/// left out. Pages are those that Word laid out when it last saved the file.
/// </summary>
internal sealed class WordText(DocumentBuilder text, WordStyles styles)
{
    private readonly TableCells cells = new(text);
    private int paragraphStart;
    private int level;
    private int page = 1;
    private bool inRun;
    private bool hiddenRun;
    private bool listItem;
    private int tables;

    public void Write(PartReader part, int limit)
    {
        while (part.Read())
        {
            if (part.IsStart)
                Start(part, limit);
            else
                End(part.Name);
        }
    }

    private void Start(PartReader part, int limit)
    {
        switch (part.Name)
        {
            // A text box stands in the file twice: in today's form and, as a fallback, in yesterday's.
            case "Fallback" or "del" or "moveFrom" or "instrText" or "delText":
                part.Skip();
                break;
            case "p":
                StartParagraph();
                break;
            case "pStyle":
                level = Math.Max(level, styles.Level(part.Attribute("val")));
                break;
            case "outlineLvl":
                level = Math.Max(level, WordStyles.OutlineLevel(part.Attribute("val")));
                break;
            case "numPr":
                listItem = true;
                break;
            case "r":
                (inRun, hiddenRun) = (true, false);
                break;
            case "vanish" when inRun:
                hiddenRun = part.Attribute("val") is not ("0" or "false" or "off");
                break;
            case "t":
                Append(part.Content(limit));
                break;
            case "tab" when inRun:
                Append("\t");
                break;
            case "noBreakHyphen":
                Append("-");
                break;
            case "br" or "cr":
                text.EndLine();
                break;
            case "lastRenderedPageBreak":
                Page();
                break;
            case "tbl":
                tables++;
                cells.Row();
                break;
            case "tr":
                cells.Row();
                break;
            case "tc":
                cells.Cell();
                break;
        }
    }

    private void End(string name)
    {
        switch (name)
        {
            case "p":
                EndParagraph();
                break;
            case "r":
                (inRun, hiddenRun) = (false, false);
                break;
            case "tr":
                cells.Row();
                break;
            case "tbl":
                cells.Row();
                tables = Math.Max(0, tables - 1);
                if (tables == 0)
                    text.EndParagraph();
                break;
        }
    }

    private void StartParagraph()
    {
        if (!cells.Break())
            text.EndLine();
        (paragraphStart, level, listItem) = (text.Length, 0, false);
    }

    private void EndParagraph()
    {
        if (cells.Break())
            return;
        if (level > 0)
            text.MarkHeading(paragraphStart, level);
        level = 0;
        text.EndParagraph();
    }

    private void Append(string value)
    {
        if (hiddenRun || value.Length == 0)
            return;
        cells.BeforeText();

        // A numbered heading is no item of a list.
        if (listItem && level == 0)
            text.Append("- ");
        listItem = false;
        text.Append(value);
    }

    private void Page()
    {
        if (page == 1)
            text.StartFirstPage();
        text.StartPage(++page);
    }
}
