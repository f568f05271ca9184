using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Parley.Data;
using Parley.Errors;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Reading;

namespace Parley.Server.Endpoints.Knowledge;

/// <summary>
/// Reads files out of a request as they come, into files of names of its own, and counts what comes: whatever the request says
/// of sizes is only believed where it is too large.
/// </summary>
internal sealed partial class UploadReader(
    IOptions<IngestionOptions> ingestion, IOptions<ReadingOptions> reading, IOptions<StorageOptions> storage, ILogger<UploadReader> logger)
{
    private const int MaxParts = 32;
    private const int MaxName = 400;

    /// <summary>Where files lie until they are kept.</summary>
    public static string FolderIn(StorageOptions storage) => Path.Combine(storage.DataDir, "uploads");

    /// <exception cref="AppException">It is no such request, or goes beyond a bound.</exception>
    public async Task<Upload> ReadAsync(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || type.MediaType != "multipart/form-data"
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            throw new AppException(ErrorCode.UnsupportedType, "Send the files as multipart/form-data.");
        }

        var limit = ingestion.Value.MaxUploadBytes;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit + (1024 * 1024);
        }

        Upload? upload = null;
        try
        {
            upload = Upload.Begin(FolderIn(storage.Value));
            await ReadAsync(new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 16 * 1024 }, upload, http.RequestAborted);
            return upload.Files.Count > 0 ? upload : throw AppException.Invalid("files", "There is no file in the request: at least one part must have a file name.");
        }
        catch (Exception e)
        {
            upload?.Dispose();
            switch (e)
            {
                case AppException { Code: ErrorCode.ServiceUnavailable }:
                    LogNotKept(e);
                    break;
                case InvalidDataException or IOException and not BadHttpRequestException:
                    throw AppException.Invalid("body", "The body is no whole multipart/form-data.");
            }

            throw;
        }
    }

    private async Task ReadAsync(MultipartReader reader, Upload upload, CancellationToken cancellationToken)
    {
        var total = 0L;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                throw AppException.Invalid("body", "A part has no Content-Disposition.");
            }

            var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
            if (name is { Length: > 0 })
            {
                Check(upload);
                total += await upload.AddAsync(Clean(name), section.ContentType, section.Body, reading.Value.MaxFileBytes, cancellationToken);
            }
            else if (HeaderUtilities.RemoveQuotes(disposition.Name).Value is "tags" && upload.Tags.Count < MaxParts)
            {
                upload.Tags.Add(await ReadTagAsync(section.Body, cancellationToken));
            }

            if (total > ingestion.Value.MaxUploadBytes)
            {
                throw new AppException(ErrorCode.TooLarge, $"The files are larger than {ingestion.Value.MaxUploadBytes / (1024 * 1024):N0} MiB together, which is the limit. Send them in parts.");
            }
        }
    }

    private void Check(Upload upload)
    {
        if (upload.Files.Count == ingestion.Value.MaxUploadFiles)
        {
            throw new AppException(ErrorCode.TooLarge, $"There are more than {ingestion.Value.MaxUploadFiles:N0} files, which is the limit. Send them in parts.");
        }
    }

    // Only ever shown, but shown as a path that stays where it is.
    private static string Clean(string name)
    {
        var parts = name.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ("." or "..")).ToList();
        var clean = new string([.. string.Join('/', parts).Where(c => !char.IsControl(c))]).Trim();
        clean = clean.Length <= MaxName ? clean : clean[^MaxName..];
        return clean.Length > 0 ? clean : "file";
    }

    private static async Task<string> ReadTagAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    [LoggerMessage(LogLevel.Error, "An upload could not be kept: is there room in the data directory, and may Parley write there?")]
    private partial void LogNotKept(Exception error);
}
