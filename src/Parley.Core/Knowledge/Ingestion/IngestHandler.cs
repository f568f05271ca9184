using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Fetching;
using Parley.Jobs;
using Parley.Knowledge.Ingestion.Scanning;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Library;
using Parley.Knowledge.Reading;
using Parley.Knowledge.Vectors;
using Parley.Knowledge.Vectors.Outside;

namespace Parley.Knowledge.Ingestion;

/// <summary>
/// Takes files into a collection: bytes, a virus scan, text, passages, vectors, and one transaction that makes them what is found. A file
/// that did not change is passed over, one that cannot be read fails alone, and one that cannot be scanned waits until it can.
/// </summary>
internal sealed class IngestHandler(
    ItemSource source, Quarantine quarantine, ReaderCatalogue readers, DocumentCutter cutter, PassageVectors vectors, IKeywordIndex keywords,
    RemovalSweep removals, IOptions<IngestionOptions> options, TimeProvider clock) : IJobHandler
{
    public const string KindName = "knowledge.ingest";

    /// <summary>Characters of text that wait to be written together. Bounds memory, and how long a transaction takes.</summary>
    private const int MaxWaiting = 2_000_000;

    // As long as a run goes on: its batches, several at once, ask the same folder.
    private readonly ConditionalWeakTable<JobRun, FolderContents> _folders = [];

    public string Kind => KindName;

    public int BatchSize => 16;

    public async Task<IReadOnlyList<NewJobItem>> PlanAsync(JobRun run, CancellationToken cancellationToken)
    {
        var request = IngestRequest.Read(run.Job.Request);
        if (request.Reindex)
        {
            return await run.ReadAsync(db => PlanReindexAsync(db, new CollectionId(request.Collection), cancellationToken));
        }

        return request.Folder is { } folder ? PlanFolder(CheckFolder(request, folder)) : [];
    }

    public async Task DoAsync(JobRun run, IReadOnlyList<JobItem> items, CancellationToken cancellationToken)
    {
        var request = IngestRequest.Read(run.Job.Request);
        var collection = await CollectionAsync(run, request, cancellationToken);
        if (request.Folder is { } folder)
        {
            CheckFolder(request, folder);
        }

        var batch = new IngestBatch(run, collection, request, cutter, vectors, keywords, clock);
        var known = await KnownAsync(run, collection.Id, items, cancellationToken);
        foreach (var item in items)
        {
            await AddAsync(batch, item.Ordinal, IngestItem.Read(item.Request), known, cancellationToken);
            if (batch.Waiting > MaxWaiting)
            {
                await batch.WriteAsync(cancellationToken);
            }
        }

        await batch.WriteAsync(cancellationToken);
    }

    /// <summary>Documents of the folder whose files are gone are removed, and bytes that are no document's any more.</summary>
    public async Task EndAsync(JobRun run, CancellationToken cancellationToken)
    {
        var request = IngestRequest.Read(run.Job.Request);
        var collection = await CollectionAsync(run, request, cancellationToken);
        if (request.Folder is { } folder)
        {
            await RemoveGoneAsync(run, request, collection, CheckFolder(request, folder), cancellationToken);
        }

        await TidyAsync(run, collection.Id, isCalledOff: false, afterFolder: request.Folder is not null, cancellationToken);
        await keywords.FollowAsync(collection.Id.Value, cancellationToken);

        // By the time the job is over: a program in the terminal ends with it.
        await removals.RunAsync(cancellationToken);
    }

    /// <summary>Neither documents that nobody reads any more are left, nor passages of them. Their vectors go as those of all passages that are removed.</summary>
    public Task CallOffAsync(JobRun run, CancellationToken cancellationToken) =>
        TidyAsync(run, new CollectionId(IngestRequest.Read(run.Job.Request).Collection), isCalledOff: true, afterFolder: false, cancellationToken);

    private async Task TidyAsync(JobRun run, CollectionId collection, bool isCalledOff, bool afterFolder, CancellationToken cancellationToken)
    {
        for (var more = await run.ReadAsync(db => NamelessSweep.Nameless(db, afterFolder).AnyAsync(d => d.CollectionId == collection, cancellationToken)); more;)
        {
            await run.SettleAsync(
                async db =>
                {
                    more = await NamelessSweep.RunAsync(db, collection, afterFolder, clock.GetUtcNow().UtcDateTime, cancellationToken);
                    return [];
                },
                cancellationToken);
        }

        var isLeft = await run.ReadAsync(db => StagingSweep.IsNeededAsync(db, collection, cancellationToken));
        await run.SettleAsync(
            async db =>
            {
                await FileSweep.LockAsync(db, collection, cancellationToken);
                if (isLeft)
                {
                    await StagingSweep.RunAsync(db, collection, isCalledOff, clock.GetUtcNow().UtcDateTime, cancellationToken);
                }

                await FileSweep.RunAsync(db, collection, run.Job.Id, cancellationToken);
                return [];
            },
            cancellationToken);
    }

    private async Task RemoveGoneAsync(JobRun run, IngestRequest request, Collection collection, string folder, CancellationToken cancellationToken)
    {
        var files = await run.ReadAsync(db => db.DocumentNames.Where(n => n.CollectionId == collection.Id && n.Source == DocumentSource.Folder)
            .Select(n => n.SourceKey).ToListAsync(cancellationToken));
        foreach (var part in files.Where(path => FolderWalk.IsWithin(folder, path) && FolderWalk.IsGone(folder, path)).Chunk(100))
        {
            await new IngestBatch(run, collection, request, cutter, vectors, keywords, clock).RemoveAsync(part, cancellationToken);
        }
    }

    private async Task AddAsync(
        IngestBatch batch, int ordinal, IngestItem item, Dictionary<(DocumentSource, string), Document> known, CancellationToken cancellationToken)
    {
        var before = known.GetValueOrDefault((item.Source, item.Key));
        if (batch.Request.Reindex && item.IsOver(before, hash: ""))
        {
            batch.Skip(ordinal, before?.Id);
            return;
        }

        var change = new DocumentChange(ordinal, item, "", 0, MediaTypes.Of(item.Name, item.MediaType));
        try
        {
            var content = await source.ReadAsync(batch.Run, batch.Request, item, cancellationToken);
            if (content is null && (batch.Request.Folder is not null || batch.Request.Reindex))
            {
                // It has gone since it was listed. Whoever follows its folder next takes its document out: this job, at its end, if it does.
                batch.Skip(ordinal, before?.Id);
                return;
            }

            content = content ?? throw new DocumentReadException(ReadFailure.Broken, "The file is gone.");
            if (batch.Request.Reindex && item.IsOver(before, content.Hash))
            {
                batch.Skip(ordinal, before?.Id);
                return;
            }

            change = change with
            {
                Hash = content.Hash, Size = content.Bytes.Length, MediaType = MediaTypes.Of(item.Name, item.MediaType ?? content.MediaType),
                Keep = content.Keep ? content.Bytes : null, IndexedAs = batch.IndexedAs,
            };
            if (!batch.Request.Reindex && before is { Status: DocumentStatus.Ready, Failure: null } && before.ContentHash == change.Hash && before.IndexedAs == batch.IndexedAs)
            {
                batch.Skip(ordinal, before.Id);
                return;
            }

            change = change with { Moved = await HasMovedAsync(batch, before, content.Hash, cancellationToken) ? before?.ContentHash : null };
            if (!await quarantine.LetsThroughAsync(content.Bytes, cancellationToken))
            {
                batch.Hold(change, before);
                return;
            }

            // Read only what is nowhere in the collection; the transaction looks again.
            batch.Add(await batch.HasTwinAsync(change, before, cancellationToken)
                ? change with { Text = IngestBatch.NotRead }
                : await ReadAsync(batch, change, content, cancellationToken));
        }
        catch (DocumentReadException e)
        {
            batch.Add(change with { Failure = SnakeCaseEnum.Write(e.Failure), Error = e.Message, Signature = (e as InfectedFileException)?.Signature });
        }
        catch (FetchException e)
        {
            batch.Add(change with { Failure = SnakeCaseEnum.Write(e.Failure), Error = e.Message });
        }
    }

    private async Task<DocumentChange> ReadAsync(IngestBatch batch, DocumentChange change, ItemContent content, CancellationToken cancellationToken)
    {
        var text = await readers.ReadAsync(new DocumentFile(change.Item.Name, content.Bytes, content.MediaType ?? change.Item.MediaType), cancellationToken);
        text = text with { Metadata = text.Metadata with { Date = text.Metadata.Date ?? content.ModifiedAt } };
        var layout = new DocumentLayout(text.Kind, text.Pages, text.Sections);
        return change with { Text = text, Layout = layout, Chunks = await cutter.CutAsync(text, layout, batch.Chunking, batch.Run.Caller, cancellationToken) };
    }

    // What a file was before that is another now may have another name.
    private async Task<bool> HasMovedAsync(IngestBatch batch, Document? before, string hash, CancellationToken cancellationToken) =>
        batch.Request.Folder is { } folder && before is { Status: DocumentStatus.Ready } && before.ContentHash != hash
        && await _folders.GetValue(batch.Run, run => new(source, run, batch.Request, () => FolderWalk.Files(folder, readers.Knows))).HaveAsync(before, cancellationToken);

    private List<NewJobItem> PlanFolder(string folder)
    {
        var found = new List<NewJobItem>();
        foreach (var path in FolderWalk.Files(folder, readers.Knows))
        {
            if (found.Count == options.Value.MaxFolderFiles)
            {
                throw new JobFailedException($"The folder has more than {options.Value.MaxFolderFiles:N0} files that could be read, which is the limit. Add its parts one by one.");
            }

            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            found.Add(new(name, new IngestItem(DocumentSource.Folder, path, name).Write()));
        }

        return found;
    }

    private static async Task<IReadOnlyList<NewJobItem>> PlanReindexAsync(ParleyDbContext db, CollectionId collection, CancellationToken cancellationToken)
    {
        var infected = Quarantine.InfectedFailure;

        // Under each of its names, for any of them may be gone or another by now; the first that is not does it for the others.
        // Of what was infected nothing is kept to be read; what lies in a folder may be another file by now.
        var named = await (
            from name in db.DocumentNames
            join d in db.Documents on name.DocumentId equals d.Id
            where name.CollectionId == collection && (name.Source == DocumentSource.Folder || d.Status != DocumentStatus.Failed || d.Failure != infected)
            orderby d.Id, name.SourceKey, name.Source
            select new { d.Id, d.Generation, name.Source, name.SourceKey, name.Name, d.MediaType, d.ContentHash }).ToListAsync(cancellationToken);
        return [.. named.Select(d => new NewJobItem(d.Name, new IngestItem(d.Source, d.SourceKey, d.Name, d.MediaType, KeptHash(d.Source, d.ContentHash))
        {
            Document = d.Id.Value, Generation = d.Generation,
        }.Write()))];
    }

    // A page that was never kept is fetched again.
    private static string? KeptHash(DocumentSource source, string hash) => source is DocumentSource.Folder || (source is DocumentSource.Url && hash.Length == 0) ? null : hash;

    // Nothing may be taken for gone because the folder is elsewhere.
    private static string CheckFolder(IngestRequest request, string folder) =>
        request.Machine is { } machine && machine != Environment.MachineName
            ? throw new JobFailedException($"The folder is on the machine {machine}, and this one is {Environment.MachineName}. Start the job there.")
            : Directory.Exists(folder) ? folder : throw new JobFailedException("The folder is not there any more.");

    private static async Task<Collection> CollectionAsync(JobRun run, IngestRequest request, CancellationToken cancellationToken)
    {
        var id = new CollectionId(request.Collection);
        return await run.ReadAsync(db => db.Collections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken)) is { } found && CollectionCatalogue.MayChange(found, run.Caller)
            ? found
            : throw new JobFailedException("The collection was deleted, or you may not change it any more.");
    }

    private static Task<Dictionary<(DocumentSource, string), Document>> KnownAsync(JobRun run, CollectionId collection, IReadOnlyList<JobItem> items, CancellationToken cancellationToken) =>
        run.ReadAsync(db =>
        {
            var read = items.Select(item => IngestItem.Read(item.Request)).ToList();
            var (sources, keys) = (read.Select(item => item.Source).Distinct().ToList(), read.Select(item => item.Key).ToList());
            var known =
                from name in db.DocumentNames
                join d in db.Documents on name.DocumentId equals d.Id
                where name.CollectionId == collection && sources.Contains(name.Source) && keys.Contains(name.SourceKey)
                select new { name.Source, name.SourceKey, Document = d };
            return known.AsNoTracking().ToDictionaryAsync(row => (row.Source, row.SourceKey), row => row.Document, cancellationToken);
        });
}
