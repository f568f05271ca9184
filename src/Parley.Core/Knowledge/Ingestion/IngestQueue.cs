using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Fetching;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>Takes on what is to be added to a collection: when it returns, nothing of it can be lost.</summary>
public sealed class IngestQueue(ParleyDbContext db, CurrentCaller caller, JobQueue jobs, SafeFetcher fetcher, AuditTrail audit)
{
    public const int MaxTags = 32;
    public const int MaxTagLength = 64;

    /// <summary>Adds what is in a folder of this machine, and removes what has gone from it since the last time.</summary>
    /// <param name="folder">As <see cref="FolderRoots"/> gave it.</param>
    public Task<Job> AddFolderAsync(Collection collection, string folder, IReadOnlyList<string> tags, CancellationToken cancellationToken) => AddAsync(
        collection, new() { Collection = collection.Id.Value, Folder = folder, Machine = Environment.MachineName, Tags = ReadTags(tags) }, [], "folder", cancellationToken);

    /// <summary>Adds single files of this machine.</summary>
    /// <param name="files">Full paths.</param>
    public Task<Job> AddFilesAsync(Collection collection, IReadOnlyList<string> files, IReadOnlyList<string> tags, CancellationToken cancellationToken) => AddAsync(
        collection, new() { Collection = collection.Id.Value, Tags = ReadTags(tags) },
        [.. files.Distinct().Select(path => new NewJobItem(Path.GetFileName(path), new IngestItem(DocumentSource.Folder, path, Path.GetFileName(path)).Write()))], "files", cancellationToken);

    /// <summary>Adds pages and files of the web.</summary>
    /// <exception cref="AppException">An address is refused as it stands.</exception>
    public Task<Job> AddUrlsAsync(Collection collection, IReadOnlyList<string> urls, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        for (var i = 0; i < urls.Count; i++)
        {
            errors.Add($"urls[{i}]", Problem(urls[i]));
        }

        errors.Check();
        return AddAsync(
            collection, new() { Collection = collection.Id.Value, Tags = ReadTags(tags) },
            [.. urls.Distinct().Select(url => new NewJobItem(url, new IngestItem(DocumentSource.Url, url, url).Write()))], "urls", cancellationToken);
    }

    /// <summary>Adds files that somebody sent. Their bytes are kept with the job, in one transaction.</summary>
    public Task<Job> AddUploadAsync(Collection collection, IReadOnlyList<UploadedFile> files, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        // Of two with one name the last counts, as if they had come one after the other.
        var last = files.GroupBy(file => file.Name).Select(group => group.Last()).ToList();
        return AddAsync(
            collection, new() { Collection = collection.Id.Value, Tags = ReadTags(tags) },
            [.. last.Select(file => new NewJobItem(file.Name, new IngestItem(DocumentSource.Upload, file.Name, file.Name, file.MediaType, file.Hash).Write()))],
            "upload", cancellationToken, () => KeepAsync(collection, last, cancellationToken));
    }

    /// <summary>Reads, cuts and embeds every document anew.</summary>
    public Task<Job> ReindexAsync(Collection collection, CancellationToken cancellationToken) =>
        AddAsync(collection, new() { Collection = collection.Id.Value, Reindex = true, Machine = Environment.MachineName }, [], "reindex", cancellationToken);

    private async Task<Job> AddAsync(
        Collection collection, IngestRequest request, IReadOnlyList<NewJobItem> items, string source, CancellationToken cancellationToken, Func<Task>? before = null)
    {
        var made = await audit.RecordAsync(
            async () =>
            {
                if (before is not null)
                {
                    await before();
                }

                var job = jobs.Add(db, caller.Required, IngestHandler.KindName, request.Write(), collection.Id.ToString(), items);
                await db.SaveChangesAsync(cancellationToken);
                return job;
            },
            job => new AuditEntry(AuditActions.DocumentsAdded, collection.Id.ToString())
            {
                Details = new Dictionary<string, string> { ["source"] = source, ["items"] = items.Count.ToString(CultureInfo.InvariantCulture), ["job"] = job.Id.ToString() },
            },
            cancellationToken);
        jobs.Wake();
        return made;
    }

    private async Task KeepAsync(Collection collection, List<UploadedFile> files, CancellationToken cancellationToken)
    {
        // Whoever takes away bytes that are no document's waits until this job is there to be seen.
        await FileSweep.LockAsync(db, collection.Id, cancellationToken);
        var hashes = files.Select(file => file.Hash).Distinct().ToList();
        var kept = await db.StoredFiles.Where(file => file.CollectionId == collection.Id && hashes.Contains(file.ContentHash)).Select(file => file.ContentHash)
            .ToHashSetAsync(cancellationToken);
        foreach (var file in files.Where(file => kept.Add(file.Hash)))
        {
            var row = new StoredFile { CollectionId = collection.Id, ContentHash = file.Hash, TenantId = collection.TenantId, Content = await file.ReadAsync(cancellationToken) };
            db.Add(row);
            await db.SaveChangesAsync(cancellationToken);
            db.Entry(row).State = EntityState.Detached; // one file at a time in memory
        }
    }

    private string? Problem(string url)
    {
        try
        {
            fetcher.Check(url);
            return null;
        }
        catch (FetchException e)
        {
            return e.Message;
        }
    }

    private static List<string> ReadTags(IReadOnlyList<string> tags)
    {
        var read = tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct().ToList();
        return read.Count <= MaxTags && read.All(tag => tag.Length <= MaxTagLength && !tag.Any(char.IsControl))
            ? read
            : throw AppException.Invalid("tags", $"Must be at most {MaxTags} words of at most {MaxTagLength} characters.");
    }
}

/// <summary>A file that somebody sent, put aside until it is kept.</summary>
/// <param name="Name">As its sender calls it, perhaps with folders before it; only ever shown.</param>
/// <param name="MediaType">What its sender says that it is.</param>
/// <param name="Hash">See <see cref="Document.ContentHash"/>.</param>
public sealed record UploadedFile(string Name, string? MediaType, string Hash, Func<CancellationToken, Task<byte[]>> ReadAsync);
