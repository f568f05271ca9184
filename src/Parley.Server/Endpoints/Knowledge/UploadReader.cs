using System.Security.Cryptography;
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
internal sealed class UploadReader(IOptions<IngestionOptions> ingestion, IOptions<ReadingOptions> reading, IOptions<StorageOptions> storage)
{
    private const int MaxParts = 32;
    private const int BufferSize = 80 * 1024;
    private const int MaxName = 400;

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

        var upload = new Upload(Path.Combine(storage.Value.DataDir, "uploads"));
        try
        {
            await ReadAsync(new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 16 * 1024 }, upload, http.RequestAborted);
            return upload.Files.Count > 0 ? upload : throw AppException.Invalid("files", "There is no file in the request: at least one part must have a file name.");
        }
        catch (Exception e)
        {
            upload.Dispose();
            throw e is InvalidDataException or IOException and not BadHttpRequestException ? AppException.Invalid("body", "The body is no whole multipart/form-data.") : e;
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

    /// <summary>Files that were sent, until it is disposed.</summary>
    internal sealed class Upload(string folder) : IDisposable
    {
        private readonly List<string> _paths = [];

        public List<UploadedFile> Files { get; } = [];

        public List<string> Tags { get; } = [];

        /// <returns>How many bytes it has.</returns>
        public async Task<long> AddAsync(string name, string? mediaType, Stream body, int limit, CancellationToken cancellationToken)
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, $"{Guid.NewGuid():n}.part");
            _paths.Add(path);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var length = 0L;
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                var buffer = new byte[BufferSize];
                for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
                {
                    length += read;
                    if (length > limit)
                    {
                        throw new AppException(ErrorCode.TooLarge, $"A file is larger than {limit / (1024.0 * 1024):0.#} MiB, which is the limit.");
                    }

                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }
            }

            Files.Add(new UploadedFile(name, mediaType, Convert.ToHexStringLower(hash.GetHashAndReset()), token => File.ReadAllBytesAsync(path, token)));
            return length;
        }

        public void Dispose() => _paths.ForEach(File.Delete);
    }
}
