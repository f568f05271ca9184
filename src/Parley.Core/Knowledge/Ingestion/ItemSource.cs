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
internal sealed class ItemSource(SafeFetcher fetcher, FolderRoots roots, IOptions<ReadingOptions> reading)
{
    // As for what documents say of themselves: before that nobody wrote files.
    private static readonly DateTime Earliest = new(1970, 1, 2, 0, 0, 0, DateTimeKind.Utc);

    /// <returns>Null when a file is gone, or the folder it was in.</returns>
    /// <exception cref="DocumentReadException">They cannot be had.</exception>
    /// <exception cref="FetchException">They cannot be fetched.</exception>
    public async Task<ItemContent?> ReadAsync(JobRun run, IngestRequest request, IngestItem item, CancellationToken cancellationToken)
    {
        var collection = new CollectionId(request.Collection);
        switch (item.Source)
        {
            case DocumentSource.Folder:
                CheckPlace(request, item);

                // Where the job is none of a folder, files must stay in the one they were found in.
                return await ReadFileAsync(item.Key, request.Folder ?? FolderOf(item), cancellationToken);
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

    // Whoever adds a folder is asked whether they may; who has all read anew is not, and the answer may be another by now.
    private void CheckPlace(IngestRequest request, IngestItem item)
    {
        if (!request.Reindex)
        {
            return;
        }

        if (request.Machine is { } machine && machine != Environment.MachineName)
        {
            throw new DocumentReadException(
                ReadFailure.Broken, $"The file is of the machine {machine} and was to be read on {Environment.MachineName}. Add its folder there again.");
        }

        if (!roots.Allows(item.Key))
        {
            throw new DocumentReadException(
                ReadFailure.Broken, "The file lies in none of the folders that KNOWLEDGE_FOLDERS names. Name its folder there, or run 'parley ingest' with it again.");
        }
    }

    // What stands in a file's path before the name it has in its folder.
    private static string FolderOf(IngestItem item) =>
        item.Key.Length > item.Name.Length && item.Key.EndsWith(item.Name, StringComparison.Ordinal)
            ? Path.TrimEndingDirectorySeparator(item.Key[..^item.Name.Length])
            : Path.GetDirectoryName(item.Key) ?? item.Key;

    private static DateTime WholeSeconds(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    private async Task<ItemContent?> ReadFileAsync(string path, string folder, CancellationToken cancellationToken)
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
            var modified = File.GetLastWriteTimeUtc(file.SafeFileHandle);
            return ItemContent.Of(length == content.Length ? content : content[..length], keep: false) with { ModifiedAt = modified >= Earliest ? WholeSeconds(modified) : null };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return path.Contains(FolderWalk.NotUtf8, StringComparison.Ordinal) ? throw new DocumentReadException(ReadFailure.Broken, FolderWalk.NotUtf8Reason) : null;
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

    /// <summary>When it was last changed, as its folder says; null where nobody does.</summary>
    public DateTime? ModifiedAt { get; init; }

    public static ItemContent Of(byte[] bytes, bool keep) => new(bytes, HashOf(bytes), keep);

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
