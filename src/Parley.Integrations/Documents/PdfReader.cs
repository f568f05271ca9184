using Microsoft.Extensions.Options;
using Parley.Knowledge.Reading;

namespace Parley.Integrations.Documents;

/// <summary>
/// PDFs, by poppler's programs in processes of their own: a mistake in a reader of such a format must not be one in this program. Only
/// text is taken; scripts and attachments in the file are not looked at.
/// </summary>
internal sealed class PdfReader(IOptions<ReadingOptions> options) : IDocumentReader
{
    // The longest UTF-8 of one UTF-16 unit.
    private const int BytesPerUnit = 3;

    public IReadOnlyList<string> Extensions => [".pdf"];

    public IReadOnlyList<string> MediaTypes => ["application/pdf"];

    public ContentKind Content => ContentKind.Pdf;

    public async Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken)
    {
        // 1. The programs need a file, since they go back and forth in it. Its name is ours, and nobody else may read it.
        var path = Path.Combine(Path.GetTempPath(), $"parley-{Guid.NewGuid():n}.pdf");
        try
        {
            await WriteAsync(path, file.Content, cancellationToken);

            // 2. What it says of itself: the number of pages is known before any page is read.
            var info = PdfInfo.Parse(await RunAsync("pdfinfo", ["-enc", "UTF-8", "-isodates", path], 1024 * 1024, cancellationToken));
            if (info.Pages > options.Value.MaxPages)
                throw new DocumentReadException(ReadFailure.TooLarge, $"The file has more than {options.Value.MaxPages:N0} pages.");

            // 3. The text.
            var most = (int)Math.Min(int.MaxValue / 2, (long)options.Value.MaxTextLength * BytesPerUnit);
            var text = PdfText.Read(
                await RunAsync("pdftotext", ["-enc", "UTF-8", path, "-"], most, cancellationToken), options.Value.MaxTextLength, info.Metadata);
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
