using Parley.Knowledge.Reading.Decoding;

namespace Parley.Knowledge.Reading.Formats;

/// <summary>Text without structure, kept as it is.</summary>
internal sealed class PlainTextReader : IDocumentReader
{
    public IReadOnlyList<string> Extensions => [".txt", ".text", ".log", ".rst", ".adoc", ".asciidoc", ".org", ".tex", ".srt", ".vtt"];

    public IReadOnlyList<string> MediaTypes => ["text/plain"];

    public ContentKind Content => ContentKind.Text;

    public Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken) =>
        Task.FromResult(new DocumentText(TextDecoding.Decode(file.Content.Span), TextKind.Prose));
}
