namespace Parley.Knowledge.Reading.Office;

/// <summary>The text of a slide, or of its notes: shape by shape as they are stored, tables row by row.</summary>
internal sealed class SlideText(DocumentBuilder text, int limit, bool notes)
{
    private readonly TableCells cells = new(text);
    private int shapeStart;
    private bool title;
    private bool begun;
    private bool skipped;

    public void Write(PartReader part)
    {
        while (part.Read())
        {
            if (part.IsStart)
                Start(part);
            else
                End(part.Name);
        }

        text.EndParagraph();
    }

    private void Start(PartReader part)
    {
        switch (part.Name)
        {
            case "Fallback":
                part.Skip();
                break;
            case "sp":
                text.EndLine();
                (shapeStart, title) = (text.Length, false);
                break;
            case "ph":
                Placeholder(part);
                break;
            case "p" or "br":
                // A title is one line, however it is broken on the slide.
                if (title)
                    text.Space();
                else if (!cells.Break())
                    text.EndLine();
                break;
            case "t":
                Append(part.Content(limit));
                break;
            case "tbl" or "tr":
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
            case "sp":
                if (title)
                    text.MarkHeading(shapeStart, 1);
                text.EndParagraph();
                skipped = false;
                break;
            case "tr" or "tbl":
                cells.Row();
                break;
        }
    }

    private void Placeholder(PartReader part)
    {
        var type = part.Attribute("type");
        title = !notes && type is "title" or "ctrTitle";

        // Numbers, dates and footers are the same on every slide.
        skipped = type is "sldNum" or "dt" or "ftr" or "hdr" or "sldImg";
    }

    private void Append(string value)
    {
        if (skipped || value.Length == 0)
            return;
        if (notes && !begun)
            text.Append("Notes: ");
        begun = true;
        cells.BeforeText();
        text.Append(value);
    }
}
