using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using S = DocumentFormat.OpenXml.Spreadsheet;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Parley.Integrations.Tests.Documents;

/// <summary>Word documents and workbooks, written by Microsoft's library.</summary>
internal static class OfficeFiles
{
    public static byte[] Word(params OpenXmlElement[] body) => Write(stream =>
    {
        using var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document);
        var main = file.AddMainDocumentPart();
        main.Document = new(new W.Body(body));
        main.AddNewPart<StyleDefinitionsPart>().Styles = new(
            Style("Kop1", "heading 1", null), Style("Kop2", "heading 2", null), Style("Eigen", "My own", "Kop2"), Style("Body", "Body Text", null));
        main.AddNewPart<FootnotesPart>().Footnotes = new(new W.Footnote(Paragraph("A note at the foot.")) { Id = 1 });
        file.PackageProperties.Title = "Quarterly report";
        file.PackageProperties.Creator = "Ada Bell";
        file.PackageProperties.Keywords = "finance; outlook";
        file.PackageProperties.Language = "en-GB";
        file.PackageProperties.Modified = new DateTime(2024, 1, 15, 10, 0, 0, DateTimeKind.Utc);
    });

    public static W.Paragraph Paragraph(string text, string? style = null)
    {
        var paragraph = new W.Paragraph();
        if (style is not null)
            paragraph.Append(new W.ParagraphProperties(new W.ParagraphStyleId { Val = style }));
        paragraph.Append(new W.Run(new W.Text(text) { Space = SpaceProcessingModeValues.Preserve }));
        return paragraph;
    }

    public static W.Table Table(params string[][] rows) =>
        new(rows.Select(row => new W.TableRow(row.Select(cell => new W.TableCell(Paragraph(cell))))));

    public static byte[] Workbook() => Write(stream =>
    {
        using var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var workbook = file.AddWorkbookPart();
        var styles = workbook.AddNewPart<WorkbookStylesPart>();
        styles.Stylesheet = new(
            new S.NumberingFormats(new S.NumberingFormat { NumberFormatId = 164, FormatCode = "dd\\.mm\\.yyyy" }, new S.NumberingFormat { NumberFormatId = 165, FormatCode = "0.0\" days\"" }),
            new S.Fonts(new S.Font()), new S.Fills(new S.Fill()), new S.Borders(new S.Border()),
            new S.CellFormats(new S.CellFormat(), new S.CellFormat { NumberFormatId = 14 }, new S.CellFormat { NumberFormatId = 164 }, new S.CellFormat { NumberFormatId = 165 }));
        workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new(
            new S.SharedStringItem(new S.Text("Name")), new S.SharedStringItem(new S.Run(new S.Text("Amount")), new S.Run(new S.Text(" due"))));
        workbook.Workbook = new(new S.Sheets(
            Sheet(workbook, "Invoices", 1, null,
                Row(Cell("A1", "0", S.CellValues.SharedString), Cell("B1", "1", S.CellValues.SharedString), Inline("D1", "Note")),
                Row(Inline("A2", "Müller & Sons"), Cell("B2", "0.30000000000000004", S.CellValues.Number), Cell("C2", "45306", S.CellValues.Number, 1), Inline("D2", "two\nlines")),
                Row(Cell("A3", "1", S.CellValues.Boolean), Cell("B3", "45306.5", S.CellValues.Number, 2), Cell("C3", "7", S.CellValues.Number, 3))),
            Sheet(workbook, "Hidden", 2, S.SheetStateValues.Hidden, Row(Inline("A1", "nobody sees this"))),
            Sheet(workbook, "Totals", 3, null, Row(Inline("B5", "far away")))));
    });

    private static W.Style Style(string id, string name, string? basedOn)
    {
        var style = new W.Style { Type = W.StyleValues.Paragraph, StyleId = id, StyleName = new() { Val = name } };
        if (basedOn is not null)
            style.BasedOn = new() { Val = basedOn };
        return style;
    }

    private static S.Sheet Sheet(WorkbookPart workbook, string name, uint id, S.SheetStateValues? state, params S.Row[] rows)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        part.Worksheet = new(new S.SheetData(rows));
        return new() { Name = name, SheetId = id, Id = workbook.GetIdOfPart(part), State = state is { } given ? new(given) : null };
    }

    private static S.Row Row(params S.Cell[] cells) => new(cells.Cast<OpenXmlElement>());

    private static S.Cell Cell(string reference, string value, S.CellValues type, uint? style = null) =>
        new() { CellReference = reference, DataType = type, CellValue = new(value), StyleIndex = style };

    private static S.Cell Inline(string reference, string value) =>
        new() { CellReference = reference, DataType = S.CellValues.InlineString, InlineString = new(new S.Text(value)) };

    private static byte[] Write(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
