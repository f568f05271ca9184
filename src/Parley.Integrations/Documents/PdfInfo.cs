using System.Globalization;
using System.Text;
using Parley.Knowledge.Reading;

namespace Parley.Integrations.Documents;

/// <summary>What <c>pdfinfo -isodates</c> says of a PDF: a line per property.</summary>
internal sealed record PdfInfo(int Pages, DocumentMetadata Metadata)
{
    public static PdfInfo Parse(byte[] output)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(output).Split('\n'))
        {
            // A title may hold line breaks, so a line may be anything; and what the program says itself comes last.
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[(colon + 1)..].Trim() is { Length: > 0 } value)
                values[line[..colon]] = value;
        }

        return new(
            int.TryParse(values.GetValueOrDefault("Pages"), NumberStyles.None, CultureInfo.InvariantCulture, out var pages) ? pages : 0,
            new()
            {
                Title = values.GetValueOrDefault("Title"),
                Author = values.GetValueOrDefault("Author"),
                Date = Date(values.GetValueOrDefault("ModDate") ?? values.GetValueOrDefault("CreationDate")),
                Keywords = [.. values.GetValueOrDefault("Keywords", "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            });
    }

    // "2024-01-15T10:00:00+01": the zone may be without minutes, which .NET reads too.
    private static DateTime? Date(string? value) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.UtcDateTime : null;
}
