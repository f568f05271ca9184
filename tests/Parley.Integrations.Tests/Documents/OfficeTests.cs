using DocumentFormat.OpenXml;
using Parley.Knowledge.Reading;
using Xunit;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Parley.Integrations.Tests.Documents;

/// <summary>Files of Office, written by Microsoft's library, and PDFs.</summary>
public sealed class OfficeTests
{
    [Fact]
    public async Task Word_HeadingsListsTablesAndNotes()
    {
        var hidden = new W.Paragraph(new W.Run(new W.RunProperties(new W.Vanish()), new W.Text("hidden words")), new W.Run(new W.Text("shown words")));
        var changed = new W.Paragraph(new W.DeletedRun(new W.Run(new W.DeletedText("deleted"))), new W.InsertedRun(new W.Run(new W.Text("inserted"))));
        var item = OfficeFiles.Paragraph("an item");
        item.PrependChild(new W.ParagraphProperties(new W.NumberingProperties(new W.NumberingId { Val = 1 })));
        var file = OfficeFiles.Word(
            OfficeFiles.Paragraph("Chapter", "Kop1"), OfficeFiles.Paragraph("Some text.", "Body"), OfficeFiles.Paragraph("Own heading", "Eigen"),
            item, hidden, changed, OfficeFiles.Table(["ship", "length"], ["Heron", "42"]),
            new W.Paragraph(new W.Run(new W.LastRenderedPageBreak(), new W.Text("on page two"))));

        var read = await Reading.ReadAsync("a.docx", file);

        Assert.Equal("Chapter\n\nSome text.\n\nOwn heading\n\n- an item\n\nshown words\n\ninserted\n\nship | length\nHeron | 42\n\non page two\n\nA note at the foot.\n\n", read.Text);
        Assert.Equal([("Chapter", 1), ("Own heading", 2)], read.Sections.Select(section => (section.Title, section.Level)));
        Assert.StartsWith("on page two", Reading.PageText(read, 2), StringComparison.Ordinal);
        Assert.Equal(("Quarterly report", "Ada Bell", "en", new DateTime(2024, 1, 15, 10, 0, 0, DateTimeKind.Utc)),
            (read.Metadata.Title, read.Metadata.Author, read.Metadata.Language, read.Metadata.Date!.Value));
        Assert.Equal(["finance", "outlook"], read.Metadata.Keywords);
    }

    [Fact]
    public async Task Word_MacroFile_IsReadWithoutItsMacros() =>
        Assert.Contains("plain", (await Reading.ReadAsync("a.docm", OfficeFiles.Word(OfficeFiles.Paragraph("plain")))).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Workbook_SheetsRowsAndDates()
    {
        var read = await Reading.ReadAsync("a.xlsx", OfficeFiles.Workbook());

        Assert.Equal("Invoices\nName\tAmount due\t\tNote\nMüller & Sons\t0.3\t2024-01-15\ttwo lines\nTRUE\t2024-01-15 12:00\t7\n", Reading.PageText(read, 1).TrimEnd() + "\n");
        Assert.Equal("Totals\n\tfar away\n", Reading.PageText(read, 3));
        Assert.Equal(["Invoices", "Totals"], read.Sections.Select(section => section.Title));
        Assert.Equal(TextKind.Table, read.Kind);
        Assert.DoesNotContain("nobody sees this", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slides_TitlesNotesAndOrder()
    {
        var read = await Reading.ReadAsync("a.pptx", SlideFiles.Write(
            ("Opening", ["at six", "every day"], "Mention the tide.", false), ("Hidden", ["not shown"], null, true), ("Closing", ["at ten"], null, false)));

        Assert.Equal("Opening\n\nat six\nevery day\n\nNotes: Mention the tide.\n\n", Reading.PageText(read, 1));
        Assert.Equal("Closing\n\nat ten\n\n", Reading.PageText(read, 3));
        Assert.Equal(["Opening", "Closing"], read.Sections.Select(section => section.Title));
        Assert.DoesNotContain("not shown", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdf_PagesAndProperties()
    {
        var read = await Reading.ReadAsync("a.pdf", TinyPdf.Write(["First page (of three)\nsecond line", "", "Third page"], "Harbour rules", "Ada Bell"));

        Assert.Equal("First page (of three)\nsecond line\n\n", Reading.PageText(read, 1));
        Assert.Equal([1, 3], read.Pages.Select(page => page.Number));
        Assert.Equal("Third page", Reading.PageText(read, 3).TrimEnd());
        Assert.Equal(("Harbour rules", "Ada Bell", new DateTime(2024, 1, 15, 10, 0, 0, DateTimeKind.Utc)), (read.Metadata.Title, read.Metadata.Author, read.Metadata.Date!.Value));
        Assert.Equal(["alpha", "beta"], read.Metadata.Keywords);
    }

    [Fact]
    public async Task Pdf_WithoutText_SaysSo() => Assert.Equal(ReadFailure.Empty, await Reading.FailureAsync("scan.pdf", TinyPdf.Write([""])));

    [Fact]
    public async Task Word_UnknownElements_DoNoHarm()
    {
        var odd = new OpenXmlUnknownElement("x", "odd", "urn:odd") { InnerXml = "<x:p xmlns:x='urn:odd'><x:t>text of others</x:t></x:p>" };

        Assert.Contains("text of others", (await Reading.ReadAsync("a.docx", OfficeFiles.Word(odd))).Text, StringComparison.Ordinal);
    }
}
