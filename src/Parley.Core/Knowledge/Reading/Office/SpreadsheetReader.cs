using System.Globalization;
using Microsoft.Extensions.Options;

namespace Parley.Knowledge.Reading.Office;

/// <summary>Workbooks: every sheet is a page with its name as heading; a row is a line with a tab between cells. Hidden sheets are left out.</summary>
internal sealed class SpreadsheetReader(IOptions<ReadingOptions> options) : IDocumentReader
{
    // Of empty cells before one that is not; further ones say nothing more.
    private const int MaxGap = 16;

    public IReadOnlyList<string> Extensions => [".xlsx", ".xlsm", ".xltx"];

    public IReadOnlyList<string> MediaTypes => ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];

    public ContentKind Content => ContentKind.Zip;

    public Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken)
    {
        using var package = OfficePackage.Open(file, "workbook", "a workbook", options.Value, cancellationToken);
        var text = new DocumentBuilder(options.Value.MaxTextLength);
        var workbook = new Workbook(
            SharedStrings.Read(package, options.Value.MaxTextLength), SpreadsheetFormats.Read(package, options.Value.MaxParts), From1904(package));
        var parts = package.Relationships(package.MainPart);
        var number = 0;
        foreach (var (name, relationship) in Sheets(package))
        {
            if (++number > options.Value.MaxPages)
                throw new DocumentReadException(ReadFailure.TooLarge, $"The file has more than {options.Value.MaxPages:N0} sheets.");
            if (relationship is null || !parts.TryGetValue(relationship, out var target) || package.Open(target.Part) is not { } sheet)
                continue;
            using (sheet)
            {
                text.EndParagraph();
                text.StartPage(number);
                var heading = text.Length;
                text.Append(name);
                text.MarkHeading(heading, 1);
                text.EndLine();
                Rows(sheet, text, workbook);
            }
        }

        return Task.FromResult(text.Build(TextKind.Table, OfficeProperties.Read(package)));
    }

    // A relationship of null: the sheet counts, and is not shown.
    private static IEnumerable<(string Name, string? Relationship)> Sheets(OfficePackage package)
    {
        using var part = package.Open(package.MainPart);
        while (part?.Read() == true)
        {
            if (part.IsStart && part.Name == "sheet")
                yield return (part.Attribute("name") ?? "", part.Attribute("state") is "hidden" or "veryHidden" ? null : part.RelationshipId());
        }
    }

    private static bool From1904(OfficePackage package)
    {
        using var part = package.Open(package.MainPart);
        while (part?.Read() == true)
        {
            if (part.IsStart && part.Name == "workbookPr")
                return part.Attribute("date1904") is "1" or "true";
        }

        return false;
    }

    private void Rows(PartReader sheet, DocumentBuilder text, Workbook workbook)
    {
        var column = 0;
        while (sheet.Read())
        {
            if (sheet.Name == "row")
            {
                text.EndLine();
                column = 0;
            }
            else if (sheet.IsStart && sheet.Name == "c")
            {
                var at = Column(sheet.Attribute("r")) ?? column;
                var value = Cell(sheet, workbook);
                if (value.Length == 0)
                    continue;
                var gap = Math.Clamp(at - column, 0, MaxGap) + (column > 0 ? 1 : 0);
                text.Append("\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t".AsSpan(0, gap)).Append(value);
                column = Math.Max(at, column) + 1;
            }
            else if (sheet.IsStart && sheet.Name is "headerFooter" or "extLst" or "conditionalFormatting" or "dataValidations")
            {
                sheet.Skip();
            }
        }
    }

    // From the start of a cell to its end.
    private string Cell(PartReader sheet, Workbook workbook)
    {
        var (type, style) = (sheet.Attribute("t"), sheet.Attribute("s"));
        var value = "";
        while (sheet.Read() && (sheet.IsStart || sheet.Name != "c"))
        {
            if (sheet.IsStart && sheet.Name == "v")
                value = sheet.Content(options.Value.MaxTextLength);
            else if (sheet.IsStart && sheet.Name == "is")
                value = SharedStrings.Item(sheet, options.Value.MaxTextLength);
            else if (sheet.IsStart)
                sheet.Skip();
        }

        var shown = type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < workbook.Strings.Count ? workbook.Strings[i] : "",
            "b" => value == "1" ? "TRUE" : "FALSE",
            "str" or "inlineStr" or "e" or "d" => value,
            _ => workbook.Formats.Show(value, style, workbook.From1904),
        };

        // A line is a row.
        return shown.AsSpan().ContainsAny("\n\r\t") ? string.Join(' ', shown.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)) : shown;
    }

    // "AB12" is column 27, counted from 0. XFD is the last that there is.
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var unit in reference ?? "")
        {
            if (unit is not (>= 'A' and <= 'Z') || column > 16_384)
                break;
            column = (column * 26) + unit - 'A' + 1;
        }

        return column is > 0 and <= 16_384 ? column - 1 : null;
    }

    private sealed record Workbook(IReadOnlyList<string> Strings, SpreadsheetFormats Formats, bool From1904);
}
