using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Parley.Knowledge.Reading.Decoding;

namespace Parley.Knowledge.Reading.Formats;

/// <summary>A JSON value in every line: a paragraph for each.</summary>
internal sealed class JsonLinesReader(IOptions<ReadingOptions> options) : IDocumentReader
{
    public IReadOnlyList<string> Extensions => [".jsonl", ".ndjson"];

    public IReadOnlyList<string> MediaTypes => ["application/jsonl", "application/x-ndjson"];

    public ContentKind Content => ContentKind.Text;

    public Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken)
    {
        var text = new DocumentBuilder(options.Value.MaxTextLength);
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(TextDecoding.Decode(file.Content.Span));
        for (var line = 1; !rest.IsEmpty; line++)
        {
            var end = rest.IndexOf((byte)'\n');
            var value = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (value.Trim(" \t\r"u8).IsEmpty)
                continue;
            try
            {
                JsonText.Write(value, text, options.Value.MaxDepth, cancellationToken);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                throw new DocumentReadException(ReadFailure.Broken, $"Line {line} of the file is not valid JSON.", exception);
            }

            text.EndParagraph();
        }

        return Task.FromResult(text.Build(TextKind.Prose));
    }
}
