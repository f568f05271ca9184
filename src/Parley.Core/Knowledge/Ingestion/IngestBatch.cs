using Microsoft.EntityFrameworkCore;
using Parley.Audit;
using Parley.Data;
using Parley.Jobs;
using Parley.Knowledge.Ingestion.Scanning;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Library;
using Parley.Knowledge.Reading;
using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Ingestion;

/// <summary>Files of a job that are written together.</summary>
internal sealed class IngestBatch(JobRun run, Collection collection, IngestRequest request, DocumentCutter cutter, PassageVectors vectors, IKeywordIndex keywords, TimeProvider clock)
{
    /// <summary>For what need not be read, because the collection has the same already.</summary>
    public static DocumentText NotRead { get; } = new("", TextKind.Prose);

    private readonly List<DocumentChange> _changes = [];
    private readonly List<JobOutcome> _skipped = [];
    private readonly List<DocumentChange> _held = [];

    public JobRun Run => run;

    public Collection Collection => collection;

    public IngestRequest Request => request;

    public ChunkingChoice? Chunking { get; } = ChunkingChoice.Read(collection.Chunking);

    /// <summary>See <see cref="Document.IndexedAs"/>.</summary>
    public string IndexedAs => $"{cutter.Describe(Chunking)} {vectors.Name}";

    /// <summary>Characters of text that wait to be written.</summary>
    public long Waiting { get; private set; }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="document">What the item stands for; null where there is nothing of it.</param>
    public void Skip(int ordinal, DocumentId? document) => _skipped.Add(new(ordinal, JobItemStatus.Skipped, document?.ToString()));

    public void Add(DocumentChange change)
    {
        _changes.Add(change);
        Waiting += change.Text?.Text.Length ?? 0;
    }

    /// <summary>Keeps a file aside that could not be scanned. Its item stays to be done, and so does the job.</summary>
    /// <param name="before">The document that has its name, if there is one.</param>
    public void Hold(DocumentChange change, Document? before)
    {
        // Once: it may be looked at many times until the scanner is back.
        if (before?.Failure != Quarantine.HeldFailure)
        {
            _held.Add(change with { Failure = Quarantine.HeldFailure, Error = Quarantine.HeldError });
        }
    }

    /// <summary>Whether another document of the collection has the same content.</summary>
    /// <param name="before">The document that has its name, if there is one.</param>
    public async Task<bool> HasTwinAsync(DocumentChange change, Document? before, CancellationToken cancellationToken)
    {
        var own = before?.Id ?? default;
        return _changes.Any(other => other.Hash == change.Hash && other.Layout is not null) || await run.ReadAsync(db => db.Documents.AnyAsync(
            d => d.CollectionId == collection.Id && d.ContentHash == change.Hash && d.Status == DocumentStatus.Ready && d.IndexedAs == change.IndexedAs && d.Id != own,
            cancellationToken));
    }

    /// <summary>Writes what has gathered, and settles its items.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (_skipped.Count > 0)
        {
            await run.SettleAsync([.. _skipped], cancellationToken);
            _skipped.Clear();
        }

        if (_held.Count > 0)
        {
            await HoldAsync([.. _held], cancellationToken);
            _held.Clear();
        }

        if (_changes.Count > 0)
        {
            await WriteChangesAsync([.. _changes], cancellationToken);
            _changes.Clear();
            Waiting = 0;
        }
    }

    /// <summary>Takes files out that are no more, and the documents that only they were.</summary>
    public async Task RemoveAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        await run.SettleAsync(
            async db =>
            {
                var gone = files.Select(path => (DocumentSource.Folder, path)).ToList();
                await new DocumentWriter(db, collection, request, run.Job.Id, Now).TakeAsync(gone, cancellationToken);
                return [];
            },
            cancellationToken);
        await keywords.FollowAsync(collection.Id.Value, cancellationToken);
    }

    private Task HoldAsync(IReadOnlyList<DocumentChange> held, CancellationToken cancellationToken) => run.SettleAsync(
        async db =>
        {
            await new DocumentWriter(db, collection, request, run.Job.Id, Now).HoldAsync(held, cancellationToken);
            return [];
        },
        cancellationToken);

    private async Task WriteChangesAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken)
    {
        var embedded = vectors.AreMade ? changes.Where(change => change.Chunks.Count > 0).ToList() : [];
        if (embedded.Count == 0)
        {
            await FlipAsync(changes, cancellationToken);
            return;
        }

        // 1. Vectors refer to passages, so these are written first. Nobody finds them yet.
        await StageAsync(embedded, cancellationToken);
        embedded.RemoveAll(change => change.Staged is null);
        await vectors.WriteAsync(collection.TenantId, collection.Id, embedded.SelectMany(change => change.Passages()), run.Caller, cancellationToken);

        // 2. One transaction, and the new is found instead of the old.
        await FlipAsync(changes, cancellationToken);
    }

    private Task StageAsync(List<DocumentChange> embedded, CancellationToken cancellationToken) => run.SettleAsync(
        async db =>
        {
            await new DocumentWriter(db, collection, request, run.Job.Id, Now).StageAsync(embedded, cancellationToken);
            return [];
        },
        cancellationToken);

    private async Task FlipAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken)
    {
        await run.SettleAsync<AuditTrail>(
            async (db, audit) =>
            {
                var outcomes = await new DocumentWriter(db, collection, request, run.Job.Id, Now).ApplyAsync(changes, cancellationToken);
                await RecordRefusedAsync(audit, changes, outcomes, cancellationToken);
                return outcomes;
            },
            cancellationToken);

        await keywords.FollowAsync(collection.Id.Value, cancellationToken);
    }

    private async Task RecordRefusedAsync(
        AuditTrail audit, IReadOnlyList<DocumentChange> changes, IReadOnlyList<JobOutcome> outcomes, CancellationToken cancellationToken)
    {
        foreach (var (change, outcome) in changes.Zip(outcomes).Where(pair => pair.First.Signature is not null && pair.Second.Status is JobItemStatus.Failed))
        {
            var details = new Dictionary<string, string> { ["signature"] = change.Signature!, ["hash"] = change.Hash, ["job"] = run.Job.Id.ToString() };
            await audit.AppendAsync(new AuditEntry(AuditActions.DocumentRefused, outcome.Result ?? "") { Result = AuditResult.Denied, Details = details }, cancellationToken);
        }
    }
}
