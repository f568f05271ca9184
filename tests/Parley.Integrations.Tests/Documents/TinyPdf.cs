using System.Globalization;
using System.Text;

namespace Parley.Integrations.Tests.Documents;

/// <summary>Writes PDFs of plain pages: enough of ISO 32000 for a reader to find text in.</summary>
internal static class TinyPdf
{
    public static byte[] Write(IReadOnlyList<string> pages, string? title = null, string? author = null, string? extra = null)
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R" + (extra ?? "") + " >>",
            $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select((_, i) => $"{5 + (2 * i)} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            $"<< /Title ({title}) /Author ({author}) /ModDate (D:20240115100000Z) /Keywords (alpha, beta) >>",
        };
        foreach (var page in pages)
        {
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {objects.Count + 2} 0 R >>");
            var content = new StringBuilder("BT /F1 12 Tf 14 TL 72 720 Td\n");
            foreach (var line in page.Split('\n'))
                content.Append('(').Append(line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)).Append(") Tj T*\n");
            content.Append("ET");
            objects.Add($"<< /Length {content.Length} >>\nstream\n{content}\nendstream");
        }

        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            file.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    /// <summary>Says that it is encrypted, with keys that no password fits.</summary>
    public static byte[] WriteEncrypted()
    {
        var plain = Encoding.Latin1.GetString(Write(["secret"]));
        var hex = new string('A', 64);
        return Encoding.Latin1.GetBytes(plain.Replace(
            "/Info 4 0 R", $"/Info 4 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{hex}> /U <{hex}> /P -4 >>",
            StringComparison.Ordinal));
    }
}
