using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Parley.Knowledge.Reading.Decoding;

namespace Parley.Knowledge.Reading.Formats;

/// <summary>JSON as indented lines, <c>name: value</c>.</summary>
internal sealed class JsonReader(IOptions<ReadingOptions> options) : IDocumentReader
{
    public IReadOnlyList<string> Extensions => [".json", ".geojson", ".webmanifest"];

    public IReadOnlyList<string> MediaTypes => ["application/json"];

    public ContentKind Content => ContentKind.Text;

    public Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken)
    {
        var text = new DocumentBuilder(options.Value.MaxTextLength);
        try
        {
            JsonText.Write(Encoding.UTF8.GetBytes(TextDecoding.Decode(file.Content.Span)), text, options.Value.MaxDepth, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with half a surrogate pair.
            var line = exception is JsonException { LineNumber: { } number } ? $" It goes wrong in line {number + 1}." : "";
            throw new DocumentReadException(ReadFailure.Broken, "The file is not valid JSON." + line, exception);
        }

        return Task.FromResult(text.Build(TextKind.Prose));
    }
}
