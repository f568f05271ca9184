using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;

namespace Parley.Jobs;

/// <summary>A job in the hands of a worker: what its handler works with.</summary>
public sealed class JobRun
{
    private readonly IServiceScopeFactory _scopes;
    private readonly WriterQueue _writers;
    private readonly JobSignal _signal;
    private readonly TimeProvider _clock;
    private readonly Guid _worker;

    internal JobRun(Job job, Caller caller, Guid worker, IServiceScopeFactory scopes, WriterQueue writers, JobSignal signal, TimeProvider clock)
    {
        (Job, Caller, _worker, _scopes, _writers, _signal, _clock) = (job, caller, worker, scopes, writers, signal, clock);
    }

    /// <summary>As it was when the worker took it.</summary>
    public Job Job { get; }

    /// <summary>On whose behalf, with the rights they have now.</summary>
    public Caller Caller { get; }

    /// <summary>Reads on behalf of the caller, in a scope of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<ParleyDbContext, Task<T>> work)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = Caller;
        return await work(scope.ServiceProvider.GetRequiredService<ParleyDbContext>());
    }

    /// <summary>
    /// Does the effect of items, and records what came of them: one transaction, in which the job is still this worker's and
    /// the items are not settled yet, or nothing.
    /// </summary>
    /// <param name="effect">Writes through the context alone, and says what came of each item.</param>
    /// <exception cref="JobLostException">Another has done them.</exception>
    public Task SettleAsync(Func<ParleyDbContext, Task<IReadOnlyList<JobOutcome>>> effect, CancellationToken cancellationToken) =>
        SettleAsync<CurrentCaller>((db, _) => effect(db), cancellationToken);

    /// <summary>The same for an effect that needs a service which writes through the same context, such as the audit trail.</summary>
    public async Task SettleAsync<TService>(Func<ParleyDbContext, TService, Task<IReadOnlyList<JobOutcome>>> effect, CancellationToken cancellationToken)
        where TService : notnull
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = Caller;
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        using (await _writers.EnterAsync(cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await RecordAsync(db, await effect(db, scope.ServiceProvider.GetRequiredService<TService>()), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        _signal.Pulse();
    }

    /// <summary>Records outcomes without an effect.</summary>
    public Task SettleAsync(IReadOnlyList<JobOutcome> outcomes, CancellationToken cancellationToken) =>
        SettleAsync(_ => Task.FromResult(outcomes), cancellationToken);

    /// <summary>Adds the items that were found, all or none.</summary>
    internal async Task AddItemsAsync(IReadOnlyList<NewJobItem> items, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = Caller;
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        using var turn = await _writers.EnterAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var part in JobQueue.Rows(Job, items, _clock.GetUtcNow().UtcDateTime).Chunk(2000))
        {
            db.AddRange((IEnumerable<object>)part);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        await CountAsync(db, set: items.Count, 0, 0, 0, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _signal.Pulse();
    }

    private async Task RecordAsync(ParleyDbContext db, IReadOnlyList<JobOutcome> outcomes, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        foreach (var outcome in outcomes)
        {
            var touched = await db.JobItems.Where(item => item.JobId == Job.Id && item.Ordinal == outcome.Ordinal && item.Status == JobItemStatus.Waiting)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(item => item.Status, outcome.Status).SetProperty(item => item.Result, outcome.Result)
                        .SetProperty(item => item.Failure, outcome.Failure).SetProperty(item => item.Error, outcome.Error)
                        .SetProperty(item => item.Attempts, item => item.Attempts + 1).SetProperty(item => item.UpdatedAt, now),
                    cancellationToken);
            if (touched != 1)
            {
                throw new JobLostException();
            }
        }

        int Count(JobItemStatus status) => outcomes.Count(outcome => outcome.Status == status);
        await CountAsync(db, null, Count(JobItemStatus.Done), Count(JobItemStatus.Skipped), Count(JobItemStatus.Failed), cancellationToken);
    }

    // Last in the transaction: the row is every batch's, and locked from here to the commit.
    private async Task CountAsync(ParleyDbContext db, int? set, int done, int skipped, int failed, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        var touched = await db.Jobs.Where(job => job.Id == Job.Id && job.Worker == _worker && job.Status == JobStatus.Running).ExecuteUpdateAsync(
            row => row.SetProperty(job => job.Total, job => set ?? job.Total).SetProperty(job => job.Done, job => job.Done + done)
                .SetProperty(job => job.Skipped, job => job.Skipped + skipped).SetProperty(job => job.Failed, job => job.Failed + failed)
                .SetProperty(job => job.UpdatedAt, now),
            cancellationToken);
        if (touched != 1)
        {
            throw new JobLostException();
        }
    }
}
