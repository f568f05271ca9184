using System.Text;
using Parley.Knowledge.Reading;

namespace Parley.Integrations.Documents;

/// <summary>The output of <c>pdftotext</c>: pages end with a form feed.</summary>
internal static class PdfText
{
    public static DocumentText Read(byte[] output, int maxLength, DocumentMetadata metadata)
    {
        var text = new DocumentBuilder(maxLength);
        var source = Encoding.UTF8.GetString(output).AsSpan();
        for (var page = 1; !source.IsEmpty; page++)
        {
            var end = source.IndexOf('\f');
            var content = end < 0 ? source : source[..end];
            source = end < 0 ? default : source[(end + 1)..];
            if (content.IsWhiteSpace())
                continue;
            text.EndLine();
            text.StartPage(page);
            text.Append(content.TrimEnd());
            text.EndParagraph();
        }

        return text.Build(TextKind.Prose, metadata);
    }
}
