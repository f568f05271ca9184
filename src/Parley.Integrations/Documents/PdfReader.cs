using Microsoft.Extensions.Options;
using Parley.Knowledge.Reading;

namespace Parley.Integrations.Documents;

/// <summary>
/// PDFs, by poppler's <c>pdftotext</c> in a process of its own: a mistake in a reader of such a format must not be one in this program. Only
/// text is taken; scripts and attachments in the file are not looked at.
/// </summary>
internal sealed class PdfReader(IOptions<ReadingOptions> options) : IDocumentReader
{
    // The longest UTF-8 of one UTF-16 unit.
    private const int BytesPerUnit = 3;

    // Room for what the file says of itself, in front of the text.
    private const int HeadBytes = 64 * 1024;

    private readonly int _maxPages = options.Value.MaxPages;

    public IReadOnlyList<string> Extensions => [".pdf"];

    public IReadOnlyList<string> MediaTypes => ["application/pdf"];

    public ContentKind Content => ContentKind.Pdf;

    public async Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken)
    {
        // 1. The program needs a file, since it goes back and forth in it. Its name is ours, and nobody else may read it.
        var path = Path.Combine(Path.GetTempPath(), $"parley-{Guid.NewGuid():n}.pdf");
        try
        {
            await WriteAsync(path, file.Content, cancellationToken);

            // 2. The text and what the file says of itself, in one go; one page more than is allowed shows that there are too many.
            var most = (int)Math.Min(int.MaxValue / 2, ((long)options.Value.MaxTextLength * BytesPerUnit) + HeadBytes);
            string[] arguments = ["-htmlmeta", "-enc", "UTF-8", "-eol", "unix", "-l", $"{_maxPages + 1}", path, "-"];
            var output = await RunAsync("pdftotext", arguments, most, cancellationToken);
            if (PdfText.CountPages(output) > _maxPages)
                throw new DocumentReadException(ReadFailure.TooLarge, $"The file has more than {_maxPages:N0} pages.");
            var text = PdfText.Read(output, options.Value.MaxTextLength);
            return text.Text.Length > 0
                ? text
                : throw new DocumentReadException(ReadFailure.Empty, "There is no text in the file. If it is a scan, send it through text recognition first.");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<byte[]> RunAsync(string program, string[] arguments, int most, CancellationToken cancellationToken)
    {
        var limits = new ProcessLimits(options.Value.MaxProcessMemory, options.Value.Timeout, most);
        var result = await LimitedProcess.RunAsync(program, arguments, limits, cancellationToken);
        if (result.ExitCode == 0)
            return result.Output;
        if (result.Errors.Contains("Incorrect password", StringComparison.OrdinalIgnoreCase)
            || result.Errors.Contains("unsupported encryption", StringComparison.OrdinalIgnoreCase))
            throw new DocumentReadException(ReadFailure.Encrypted, "The file is protected by a password. Save it without one.");

        // 152: out of computing time. 134 and messages of memory: an allocation that the limit refused.
        if (result.ExitCode == 152)
            throw new DocumentReadException(ReadFailure.TimedOut, "Reading the file took too long.");
        if (result.ExitCode == 134 || result.Errors.Contains("memory", StringComparison.OrdinalIgnoreCase) || result.Errors.Contains("bad_alloc", StringComparison.Ordinal))
            throw new DocumentReadException(ReadFailure.TooLarge, "Reading the file takes more memory than is allowed.");
        throw new DocumentReadException(ReadFailure.Broken, "The file is damaged and cannot be read.");
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(path, how);
        await stream.WriteAsync(content, cancellationToken);
    }
}
