using Microsoft.Extensions.Options;

namespace Parley.Knowledge.Reading.Office;

/// <summary>Word documents, with their foot- and endnotes at the end. Headers, footers and comments are left out; macros are never run.</summary>
internal sealed class WordReader(IOptions<ReadingOptions> options) : IDocumentReader
{
    public IReadOnlyList<string> Extensions => [".docx", ".docm", ".dotx"];

    public IReadOnlyList<string> MediaTypes => ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"];

    public ContentKind Content => ContentKind.Zip;

    public Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken)
    {
        using var package = OfficePackage.Open(file, "document", "a Word document", options.Value, cancellationToken);
        var text = new DocumentBuilder(options.Value.MaxTextLength);
        var writer = new WordText(text, WordStyles.Read(package));
        foreach (var name in new[] { package.MainPart, package.Related(package.MainPart, "/footnotes"), package.Related(package.MainPart, "/endnotes") })
        {
            using var part = package.Open(name);
            if (part is not null)
                writer.Write(part, options.Value.MaxTextLength);
            text.EndParagraph();
        }

        return Task.FromResult(text.Build(TextKind.Prose, OfficeProperties.Read(package)));
    }
}
