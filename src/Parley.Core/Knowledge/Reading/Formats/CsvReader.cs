using Microsoft.Extensions.Options;
using Parley.Knowledge.Reading.Decoding;

namespace Parley.Knowledge.Reading.Formats;

/// <summary>Values with separators (RFC 4180, and as spreadsheets write them): a line per row, a tab between cells.</summary>
internal sealed class CsvReader(IOptions<ReadingOptions> options) : IDocumentReader
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    public IReadOnlyList<string> Extensions => [".csv", ".tsv", ".tab"];

    public IReadOnlyList<string> MediaTypes => ["text/csv", "text/tab-separated-values"];

    public ContentKind Content => ContentKind.Text;

    public Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken)
    {
        var source = TextDecoding.Decode(file.Content.Span);
        var tabs = Path.GetExtension(file.Name).ToLowerInvariant() is ".tsv" or ".tab";
        return Task.FromResult(Read(source, tabs ? '\t' : Separator(source), cancellationToken));
    }

    private DocumentText Read(ReadOnlySpan<char> source, char separator, CancellationToken cancellationToken)
    {
        var table = new DocumentBuilder(options.Value.MaxTextLength);
        var specials = $"\"{separator}\r\n\t";
        var cellBegins = true;
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '"' && cellBegins)
            {
                i = Quoted(source, i + 1, table);
                cellBegins = false;
                continue;
            }

            if (source[i] == separator)
            {
                table.Append("\t");
                cellBegins = true;
            }
            else if (source[i] is '\r' or '\n')
            {
                cancellationToken.ThrowIfCancellationRequested();
                table.EndLine();
                cellBegins = true;
            }
            else if (source[i] is '"' or '\t')
            {
                table.Append(source[i] == '\t' ? " " : "\"");
                cellBegins = false;
            }
            else
            {
                var length = source[i..].IndexOfAny(specials);
                length = length < 0 ? source.Length - i : length;
                table.Append(source.Slice(i, length));
                cellBegins = false;
                i += length - 1;
            }
        }

        return table.Build(TextKind.Table);
    }

    // Returns where the closing quote stands. Line ends and tabs within a cell become spaces: a line is a row.
    private static int Quoted(ReadOnlySpan<char> source, int from, DocumentBuilder table)
    {
        for (var i = from; i < source.Length;)
        {
            var next = source[i..].IndexOfAny("\"\r\n\t");
            if (next < 0)
            {
                table.Append(source[i..]);
                return source.Length;
            }

            table.Append(source.Slice(i, next));
            i += next;
            if (source[i] == '"')
            {
                if (i + 1 >= source.Length || source[i + 1] != '"')
                    return i;
                table.Append("\"");
                i += 2;
            }
            else
            {
                if (source[i] != '\r')
                    table.Append(" ");
                i++;
            }
        }

        return source.Length;
    }

    // The one that stands most often in the first line, outside quotes.
    private static char Separator(ReadOnlySpan<char> source)
    {
        var counts = new int[Separators.Length];
        var quoted = false;
        foreach (var unit in source[..Math.Min(source.Length, 10_000)])
        {
            if (unit == '"')
                quoted = !quoted;
            if (unit == '\n' && !quoted)
                break;
            var at = Array.IndexOf(Separators, unit);
            if (at >= 0 && !quoted)
                counts[at]++;
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }
}
