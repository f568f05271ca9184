using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Jobs;
using Parley.Knowledge.Library;
using Parley.Knowledge.Vectors.Outside;

namespace Parley.Knowledge.Ingestion;

/// <summary>
/// Makes changes what is found, in one transaction. Whatever was looked up before it began is looked up again in it, where the
/// collection's row keeps others out.
/// </summary>
internal sealed class DocumentWriter(ParleyDbContext db, Collection collection, IngestRequest request, JobId job, DateTime now)
{
    private readonly NameTable _names = new(db, collection, now);
    private readonly List<Chunk> _chunks = [];
    private readonly List<ChunkId> _found = [];
    private readonly Dictionary<DocumentId, int> _failed = [];

    /// <summary>Writes passages of a generation that nobody finds yet, for those that have any, and whose document a reindex still finds.</summary>
    /// <exception cref="JobFailedException">The collection is gone.</exception>
    public async Task StageAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken)
    {
        // Whoever removes a document holds the collection's row: what is there now stays until this is written, and is then found and removed with it.
        await _names.HoldAsync(cancellationToken);
        await LoadAsync(changes, cancellationToken);
        if (changes.Any(change => Parts(change) || Kin(change) is not null))
        {
            // A document that loses a name, or has one again, may be shown as another from here on.
            await _names.RaiseRevisionAsync(cancellationToken);
        }

        foreach (var change in changes.Where(change => !IsOver(change)))
        {
            await StageAsync(await OwnAsync(change, cancellationToken), change, cancellationToken);
        }

        await _names.SaveAsync(cancellationToken);
        await ChunkRows.InsertAsync(db, _chunks, cancellationToken);
    }

    /// <summary>Writes that files are there and wait to be scanned.</summary>
    /// <exception cref="JobFailedException">The collection is gone.</exception>
    public async Task HoldAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken)
    {
        await BeginAsync(changes, cancellationToken);
        foreach (var change in changes.Where(change => !IsOver(change)))
        {
            var document = await OwnAsync(change, cancellationToken);

            // What was read of it before stays found, with a word that there is a newer one.
            if (document.Status is not DocumentStatus.Ready)
            {
                // Nothing is kept of a page: it is fetched again.
                var hash = change.Keep is null ? change.Hash : "";
                (document.Status, document.ContentHash, document.Size, document.MediaType) = (DocumentStatus.Held, hash, change.Size, change.MediaType);
            }

            Note(document, change);
        }

        await _names.SaveAsync(cancellationToken);
    }

    /// <returns>What came of each.</returns>
    /// <exception cref="JobFailedException">The collection is gone.</exception>
    public async Task<IReadOnlyList<JobOutcome>> ApplyAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken)
    {
        await BeginAsync(changes, cancellationToken);
        var outcomes = new List<JobOutcome>(changes.Count);
        foreach (var change in changes)
        {
            outcomes.Add(IsOver(change) || IsRemoved(change) ? await PassAsync(change, cancellationToken)
                : change.Text is null ? await FailAsync(change, cancellationToken)
                : await AcceptAsync(change, cancellationToken));
        }

        await _names.SaveAsync(cancellationToken);
        await ChunkRows.InsertAsync(db, _chunks, cancellationToken);
        await OutsideLedger.KeepAsync(db, collection.Id, _found, cancellationToken);
        return outcomes;
    }

    /// <summary>Takes names away, of things that are no more.</summary>
    /// <exception cref="JobFailedException">The collection is gone.</exception>
    public async Task TakeAsync(IReadOnlyList<(DocumentSource Source, string Key)> gone, CancellationToken cancellationToken)
    {
        await _names.RaiseRevisionAsync(cancellationToken);
        await _names.LoadAsync(gone, cancellationToken);
        foreach (var (source, key) in gone)
        {
            _names.Take(source, key);
        }

        await _names.SaveAsync(cancellationToken);
    }

    private async Task BeginAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken)
    {
        await _names.RaiseRevisionAsync(cancellationToken);
        await LoadAsync(changes, cancellationToken);
    }

    private async Task LoadAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken)
    {
        await _names.LoadAsync(changes.Select(change => (change.Item.Source, change.Item.Key)), cancellationToken);

        // Those that may be twins, in one go: see Twin and Kin.
        var hashes = changes.Select(change => change.Hash).ToList();
        await db.Documents.Where(d => d.CollectionId == collection.Id && hashes.Contains(d.ContentHash) && d.Status == DocumentStatus.Ready).LoadAsync(cancellationToken);
    }

    private async Task<JobOutcome> AcceptAsync(DocumentChange change, CancellationToken cancellationToken)
    {
        var document = Find(change);
        if (!request.Reindex && document is { Status: DocumentStatus.Ready, Failure: null } && document.ContentHash == change.Hash && document.IndexedAs == change.IndexedAs)
        {
            // Another job has read the same file meanwhile.
            return await PassAsync(change, cancellationToken);
        }

        if (Twin(change, document) is { } twin)
        {
            return await JoinAsync(change, twin, cancellationToken);
        }

        if (change.Layout is null)
        {
            throw new InvalidOperationException("Its twin has gone meanwhile, so it has to be read after all.");
        }

        if (change.Staged is { } staged)
        {
            // Whoever came between has written another generation or other passages, or taken the document away.
            var own = change.Chunks.Select(chunk => chunk.Id).ToList();
            document = document is not null && document.Id == staged.Document && document.Generation + 1 == staged.Generation
                && await db.Chunks.CountAsync(chunk => chunk.DocumentId == document.Id && own.Contains(chunk.Id), cancellationToken) == own.Count
                    ? document
                    : throw new InvalidOperationException("The document has changed while it was read.");
        }
        else
        {
            document = await OwnAsync(change, cancellationToken);
            await StageAsync(document, change, cancellationToken);
        }

        await FlipAsync(document, change, cancellationToken);
        return new(change.Ordinal, JobItemStatus.Done, document.Id.ToString());
    }

    // Asked where the collection's row is held: a document that is there now is there until the commit.
    private bool IsOver(DocumentChange change) => request.Reindex && change.Item.IsOver(Find(change), change.Hash);

    // Removed while its vectors were made: whoever removed it has seen it wait, and meant what it waited for.
    private bool IsRemoved(DocumentChange change) => change.Staged is not null && Find(change) is null;

    // Nothing is to be done for it any more; what was staged is taken back.
    private async Task<JobOutcome> PassAsync(DocumentChange change, CancellationToken cancellationToken)
    {
        var own = change.Chunks.Select(chunk => chunk.Id).ToList();
        await db.Chunks.Where(chunk => own.Contains(chunk.Id)).ExecuteDeleteAsync(cancellationToken);
        return new(change.Ordinal, JobItemStatus.Skipped, Find(change)?.Id.ToString());
    }

    // The same bytes under another name of this collection, whose document they are already.
    private Document? Twin(DocumentChange change, Document? document) => db.Documents.Local.FirstOrDefault(d => IsTwin(d, change, document));

    private static bool IsTwin(Document other, DocumentChange change, Document? document) =>
        other != document && other.ContentHash == change.Hash && other.Status is DocumentStatus.Ready && other.IndexedAs == change.IndexedAs;

    // The same bytes, cut or embedded as the collection no longer is: what came is read, and is the next generation of that document.
    private Document? Kin(DocumentChange change) => change.Text is null || (Find(change) is not null && !Parts(change))
        ? null
        : db.Documents.Local.FirstOrDefault(d => d != Find(change) && d.ContentHash == change.Hash && d.Status is DocumentStatus.Ready);

    // The document has one more name, and what was under that name before is left to its others.
    private async Task<JobOutcome> JoinAsync(DocumentChange change, Document twin, CancellationToken cancellationToken)
    {
        await _names.GiveAsync(change.Item, twin, cancellationToken);
        await KeepAsync(change, cancellationToken);
        return new(change.Ordinal, JobItemStatus.Skipped, twin.Id.ToString());
    }

    private async Task<JobOutcome> FailAsync(DocumentChange change, CancellationToken cancellationToken)
    {
        var document = await OwnAsync(change, cancellationToken);
        var outcome = new JobOutcome(change.Ordinal, JobItemStatus.Failed, document.Id.ToString(), change.Failure, change.Error);
        if (change.Hash.Length == 0 && !await AllFailedAsync(document, cancellationToken))
        {
            return outcome;
        }

        if (change.Signature is not null)
        {
            await ExpelAsync(document, change, cancellationToken);
        }

        // What was read of it before stays found, with a word that it is not the newest.
        if (document.Status is not DocumentStatus.Ready)
        {
            (document.Status, document.MediaType) = (DocumentStatus.Failed, change.MediaType);
            (document.ContentHash, document.Size) = change.Hash.Length > 0 ? (change.Hash, change.Size) : (document.ContentHash, document.Size);
        }

        Note(document, change);
        return outcome;
    }

    // One more name of the document has bytes that could not be had. As long as another has them the document is what it was, and only the job says more.
    private async Task<bool> AllFailedAsync(Document document, CancellationToken cancellationToken)
    {
        var (names, id) = (_names.CountOf(document), document.Id.ToString());
        _failed[document.Id] = _failed.GetValueOrDefault(document.Id) + 1;
        return _failed[document.Id] >= names || names <= _failed[document.Id]
            + await db.JobItems.CountAsync(item => item.JobId == job && item.Status == JobItemStatus.Failed && item.Result == id, cancellationToken);
    }

    // Its bytes go, and so does what was read of the very same ones before anybody knew.
    private async Task ExpelAsync(Document document, DocumentChange change, CancellationToken cancellationToken)
    {
        await db.StoredFiles.Where(file => file.CollectionId == collection.Id && file.ContentHash == change.Hash).ExecuteDeleteAsync(cancellationToken);
        if (document.Status is DocumentStatus.Ready && document.ContentHash == change.Hash)
        {
            await DocumentRemoval.EmptyAsync(db, [document], cancellationToken);
            document.Status = DocumentStatus.Failed;
        }
    }

    private void Note(Document document, DocumentChange change) =>
        (document.Failure, document.Error, document.Revision, document.UpdatedAt) = (change.Failure, change.Error, _names.Revision, now);

    private async Task StageAsync(Document document, DocumentChange change, CancellationToken cancellationToken)
    {
        var generation = document.Generation + 1;

        // Left by somebody who did not come to the end.
        if (db.Entry(document).State is not EntityState.Added)
        {
            await db.Chunks.Where(chunk => chunk.DocumentId == document.Id && chunk.Generation >= generation).ExecuteDeleteAsync(cancellationToken);
        }

        foreach (var chunk in change.Chunks)
        {
            (chunk.TenantId, chunk.CollectionId, chunk.DocumentId, chunk.Generation) = (collection.TenantId, collection.Id, document.Id, generation);
            _chunks.Add(chunk);
        }

        change.Staged = (document.Id, generation, document.CreatedAt);
        change.Tags = DocumentWords.Read(TagsOver(document));
    }

    private async Task FlipAsync(Document document, DocumentChange change, CancellationToken cancellationToken)
    {
        var (text, layout, generation) = (change.Text!, change.Layout!, change.Staged!.Value.Generation);
        if (document.Generation > 0)
        {
            await db.Chunks.Where(chunk => chunk.DocumentId == document.Id && chunk.Generation < generation).ExecuteDeleteAsync(cancellationToken);
            await db.DocumentBodies.Where(body => body.DocumentId == document.Id).ExecuteDeleteAsync(cancellationToken);
        }

        db.Add(new DocumentBody
        {
            DocumentId = document.Id, TenantId = collection.TenantId, CollectionId = collection.Id, Generation = generation, Text = text.Text, Layout = layout.Write(),
        });
        await _names.GiveAsync(change.Item, document, cancellationToken);
        await _names.FoldAsync(document, cancellationToken);
        (document.MediaType, document.ContentHash, document.Size) = (change.MediaType, change.Hash, change.Size);
        (document.Status, document.Failure, document.Error) = (DocumentStatus.Ready, null, null);
        (document.Generation, document.Revision, document.UpdatedAt, document.IndexedAs) = (generation, _names.Revision, now, change.IndexedAs);
        (document.Title, document.Author, document.Language, document.Date) = (text.Metadata.Title, text.Metadata.Author, text.Metadata.Language, text.Metadata.Date);
        document.Keywords = DocumentWords.Write(text.Metadata.Keywords);
        document.Tags = TagsOver(document);
        (document.TextLength, document.PageCount, document.ChunkCount) = (text.Text.Length, layout.Pages.Count, change.Chunks.Count);
        _found.AddRange(change.Chunks.Select(chunk => chunk.Id));
        await KeepAsync(change, cancellationToken);
    }

    private async Task KeepAsync(DocumentChange change, CancellationToken cancellationToken)
    {
        if (change.Keep is { } bytes && !await db.StoredFiles.AnyAsync(file => file.CollectionId == collection.Id && file.ContentHash == change.Hash, cancellationToken))
        {
            db.Add(new StoredFile { CollectionId = collection.Id, ContentHash = change.Hash, TenantId = collection.TenantId, Content = bytes });
        }
    }

    // What whoever adds it writes on it, else what stands on what it was before.
    private string TagsOver(Document? before) => request.Tags.Count > 0 || before is null ? DocumentWords.Write(request.Tags) : before.Tags;

    private Document? Find(DocumentChange change) => _names.Find(change.Item.Source, change.Item.Key);

    // Whether what came is another content than that of the document it came under, which has other names, or is to come under another: these keep
    // the document as it is. Of bytes that could not be had nobody knows that they are others.
    private bool Parts(DocumentChange change) =>
        change.Hash.Length > 0 && Find(change) is { } document && document.ContentHash != change.Hash && (_names.CountOf(document) > 1 || document.ContentHash == change.Moved);

    // The document that is to say what became of a change: the one of its name, unless others have that for what it is.
    private async Task<Document> OwnAsync(DocumentChange change, CancellationToken cancellationToken)
    {
        var found = Find(change);
        if (found is not null && !Parts(change))
        {
            return found;
        }

        if (Kin(change) is { } kin)
        {
            await _names.GiveAsync(change.Item, kin, cancellationToken);
            return kin;
        }

        var document = new Document
        {
            Id = DocumentId.New(), TenantId = collection.TenantId, CollectionId = collection.Id, Source = change.Item.Source, Name = change.Item.Name,
            MediaType = change.MediaType, ContentHash = change.Hash, Size = change.Size, Status = DocumentStatus.Pending, Revision = _names.Revision, Keywords = "[]",
            Tags = TagsOver(found), CreatedAt = now, UpdatedAt = now,
        };
        db.Add(document);
        await _names.GiveAsync(change.Item, document, cancellationToken);
        return document;
    }
}
