using System.Text;

namespace Parley.Integrations.Tests.Documents;

/// <summary>A good file for every reader, by the first of its endings. A new reader needs one here, and is tested with it at once.</summary>
internal static class Samples
{
    private static readonly Dictionary<string, byte[]> Files = new()
    {
        [".txt"] = Text("The harbour opens at six.\r\nShips wait outside until then.\r\n"),
        [".md"] = Text("---\ntitle: Harbour rules\n---\n# Opening\n\nThe harbour opens at six.\n\n```sh\n# no heading\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
        [".c"] = Text("int main(void) {\n    return 0; /* harbour */\n}\n"),
        [".csv"] = Text("ship,length\n\"Heron, the\",42\n\"two\nlines\",7\n"),
        [".json"] = Text("{\"ship\": {\"name\": \"Heron\", \"crew\": [\"Ada\", \"Bob\"]}, \"length\": 42}"),
        [".jsonl"] = Text("{\"ship\": \"Heron\"}\n{\"ship\": \"Egret\"}\n"),
        [".html"] = Text("<!doctype html><html lang=en><head><title>Harbour</title></head><body><nav>menu</nav><h1>Opening</h1><p>The harbour opens at <b>six</b>.</p></body></html>"),
        [".eml"] = Text("From: Ada <ada@example.com>\r\nSubject: =?utf-8?q?Harbour_caf=C3=A9?=\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nIt opens at six.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>It opens at six.</p>\r\n--b--\r\n"),
        [".docx"] = OfficeFiles.Word(OfficeFiles.Paragraph("Opening", "Kop1"), OfficeFiles.Paragraph("The harbour opens at six."), OfficeFiles.Table(["ship", "length"], ["Heron", "42"])),
        [".xlsx"] = OfficeFiles.Workbook(),
        [".pptx"] = SlideFiles.Write(("Opening", ["The harbour opens at six."], "Mention the tide.", false)),
        [".pdf"] = TinyPdf.Write(["The harbour opens at six.", "Ships wait outside until then."], "Harbour rules", "Ada Bell"),
    };

    public static byte[] For(string extension) =>
        Files.TryGetValue(extension, out var file) ? file : throw new InvalidOperationException($"Samples has no file for readers of {extension}.");

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
