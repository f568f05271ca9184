using System.Security;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Fetching;
using Parley.Jobs;
using Parley.Knowledge.Library;
using Parley.Knowledge.Reading;

namespace Parley.Knowledge.Ingestion;

/// <summary>Gets the bytes of an item, wherever they are.</summary>
internal sealed class ItemSource(SafeFetcher fetcher, IOptions<ReadingOptions> reading)
{
    /// <param name="folder">The folder that files must stay in; null where the job is none of a folder: then it is the one they were found in.</param>
    /// <exception cref="DocumentReadException">They cannot be had.</exception>
    /// <exception cref="FetchException">They cannot be fetched.</exception>
    public async Task<ItemContent> ReadAsync(JobRun run, CollectionId collection, IngestItem item, string? folder, CancellationToken cancellationToken)
    {
        switch (item.Source)
        {
            case DocumentSource.Folder:
                return ItemContent.Of(await ReadFileAsync(item.Key, folder ?? FolderOf(item), cancellationToken), keep: false);
            case DocumentSource.Url when item.Hash is null:
                var fetched = await fetcher.FetchAsync(item.Key, cancellationToken);
                return ItemContent.Of(fetched.Content, keep: true) with { MediaType = fetched.MediaType };
            default:
                var kept = await run.ReadAsync(db => db.StoredFiles.AsNoTracking()
                    .SingleOrDefaultAsync(file => file.CollectionId == collection && file.ContentHash == item.Hash, cancellationToken));
                return kept is null
                    ? throw new DocumentReadException(ReadFailure.Broken, "The file is no longer kept. Add it again.")
                    : new ItemContent(kept.Content, kept.ContentHash, Keep: false);
        }
    }

    // What stands in a file's path before the name it has in its folder.
    private static string FolderOf(IngestItem item) =>
        item.Key.Length > item.Name.Length && item.Key.EndsWith(item.Name, StringComparison.Ordinal)
            ? Path.TrimEndingDirectorySeparator(item.Key[..^item.Name.Length])
            : Path.GetDirectoryName(item.Key) ?? item.Key;

    private async Task<byte[]> ReadFileAsync(string path, string folder, CancellationToken cancellationToken)
    {
        try
        {
            // Asked again here: what was a file when the folder was walked may be a link by now.
            if (!FolderWalk.StaysIn(folder, path))
            {
                throw new DocumentReadException(ReadFailure.Broken, "The file leads out of the folder.");
            }

            await using var file = RegularFile.Open(path) ?? throw new DocumentReadException(ReadFailure.Unsupported, "This is a pipe, a socket or a device, and not a file.");
            if (file.Length > reading.Value.MaxFileBytes)
            {
                throw new DocumentReadException(ReadFailure.TooLarge, $"The file is larger than {reading.Value.MaxFileBytes / (1024.0 * 1024):0.#} MiB.");
            }

            var content = new byte[file.Length];
            var length = await file.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
            return length == content.Length ? content : content[..length];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DocumentReadException(ReadFailure.Broken, "The file is gone.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException)
        {
            throw new DocumentReadException(ReadFailure.Broken, "The file cannot be opened: it is not Parley's to read, or the disk fails.", e);
        }
    }
}

/// <param name="Hash">See <see cref="Document.ContentHash"/>.</param>
/// <param name="Keep">Whether nobody else keeps it.</param>
internal sealed record ItemContent(byte[] Bytes, string Hash, bool Keep)
{
    /// <summary>As whoever served it says.</summary>
    public string? MediaType { get; init; }

    public static ItemContent Of(byte[] bytes, bool keep) => new(bytes, HashOf(bytes), keep);

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
