using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Data;

namespace Parley.Jobs;

/// <summary>
/// Who has which job. One statement takes a job that is free at that moment, so that of two workers one gets it; every later
/// statement about it names the worker, so that whoever lost it changes nothing.
/// </summary>
internal sealed class JobLeases(IServiceScopeFactory scopes, INodeLease node, WriterQueue writers, TimeProvider clock, IOptions<JobOptions> options)
{
    /// <summary>Looked at in one go: another worker may take the first ones in that moment.</summary>
    private const int Candidates = 8;

    /// <summary>This process, as <see cref="Job.Worker"/>.</summary>
    public Guid Worker { get; } = WorkerOf(node.NodeId);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="only">This one, or one that it has to wait for; null: whichever has waited longest.</param>
    public Task<Job?> TakeAsync(JobId? only, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken) => WithDataAsync(async db =>
    {
        var now = Now;
        var all = db.Jobs.IgnoreQueryFilters();
        var free = all.AsNoTracking().Where(IsFree(now)).Where(IsNext(all, now)).Where(job => kinds.Contains(job.Kind));
        free = only is { } id
            ? free.Where(job => all.Any(own => own.Id == id && (own.Id == job.Id || (own.Subject == job.Subject && own.Subject != null && job.CreatedAt <= own.CreatedAt))))
            : free;
        foreach (var job in await free.OrderBy(job => job.CreatedAt).ThenBy(job => job.Id).Take(Candidates).ToListAsync(cancellationToken))
        {
            using var turn = await writers.EnterAsync(cancellationToken);
            var taken = await all.Where(j => j.Id == job.Id).Where(IsFree(now)).Where(IsNext(all, now)).ExecuteUpdateAsync(
                set => set.SetProperty(j => j.Status, JobStatus.Running).SetProperty(j => j.Worker, Worker).SetProperty(j => j.LeaseUntil, now + options.Value.Lease)
                    .SetProperty(j => j.Attempts, j => j.Attempts + 1).SetProperty(j => j.StartedAt, j => j.StartedAt ?? now).SetProperty(j => j.UpdatedAt, now),
                cancellationToken);
            if (taken == 1)
            {
                return await db.Jobs.IgnoreQueryFilters().AsNoTracking().SingleAsync(j => j.Id == job.Id, cancellationToken);
            }
        }

        return null;
    });

    /// <summary>Shows that the worker lives.</summary>
    /// <returns>Whether the job is still its own, and whether somebody called it off.</returns>
    public Task<(bool IsOurs, bool IsCancelled)> RenewAsync(JobId id, bool extend, CancellationToken cancellationToken) => WithDataAsync(async db =>
    {
        if (extend)
        {
            using var turn = await writers.EnterAsync(cancellationToken);
            await Ours(db, id).ExecuteUpdateAsync(set => set.SetProperty(job => job.LeaseUntil, Now + options.Value.Lease), cancellationToken);
        }

        var found = await Ours(db, id).Select(job => new { job.CancelRequested }).SingleOrDefaultAsync(cancellationToken);
        return (found is not null, found?.CancelRequested ?? false);
    });

    /// <summary>Gives a job back, to be taken again at once or after a while.</summary>
    public Task ReleaseAsync(JobId id, TimeSpan wait) => ChangeAsync(id, set => set
        .SetProperty(job => job.Status, JobStatus.Queued).SetProperty(job => job.Worker, (Guid?)null)
        .SetProperty(job => job.LeaseUntil, wait > TimeSpan.Zero ? Now + wait : (DateTime?)null).SetProperty(job => job.UpdatedAt, Now));

    public Task EndAsync(JobId id, JobStatus status, string? error) => ChangeAsync(id, set => set
        .SetProperty(job => job.Status, status).SetProperty(job => job.Error, error).SetProperty(job => job.Worker, (Guid?)null)
        .SetProperty(job => job.LeaseUntil, (DateTime?)null).SetProperty(job => job.FinishedAt, Now).SetProperty(job => job.UpdatedAt, Now));

    /// <summary>Frees the jobs of processes that are no more: nobody has to wait for their leases to run out.</summary>
    public Task FreeOrphansAsync(CancellationToken cancellationToken) => WithDataAsync(async db =>
    {
        var workers = await db.Jobs.IgnoreQueryFilters().Where(job => job.Status == JobStatus.Running && job.Worker != null && job.Worker != Worker)
            .Select(job => job.Worker).Distinct().ToListAsync(cancellationToken);
        foreach (var worker in workers)
        {
            if (!await node.IsAliveAsync($"node_{worker:n}", cancellationToken))
            {
                using var turn = await writers.EnterAsync(cancellationToken);
                await db.Jobs.IgnoreQueryFilters().Where(job => job.Status == JobStatus.Running && job.Worker == worker)
                    .ExecuteUpdateAsync(set => set.SetProperty(job => job.LeaseUntil, Now), cancellationToken);
            }
        }

        return workers.Count;
    });

    /// <summary>Forgets jobs that ended long ago, and their items.</summary>
    public Task<int> ForgetOldAsync(CancellationToken cancellationToken) => WithDataAsync(db =>
    {
        var before = Now - options.Value.Retention;
        return db.Jobs.IgnoreQueryFilters().Where(job => job.FinishedAt < before).ExecuteDeleteAsync(cancellationToken);
    });

    private static Expression<Func<Job, bool>> IsFree(DateTime now) => job =>
        (job.Status == JobStatus.Queued && (job.LeaseUntil == null || job.LeaseUntil <= now))
        || (job.Status == JobStatus.Running && (job.LeaseUntil == null || job.LeaseUntil <= now));

    // What is about one thing is done one after the other, in the order it came: a file that was sent twice ends as the later one.
    private static Expression<Func<Job, bool>> IsNext(IQueryable<Job> all, DateTime now) => job =>
        job.Subject == null || !all.Any(other => other.Subject == job.Subject && other.Id != job.Id
            && ((other.Status == JobStatus.Running && other.LeaseUntil > now)
                || ((other.Status == JobStatus.Queued || other.Status == JobStatus.Running) && other.CreatedAt < job.CreatedAt)));

    // Ends matter also while the process shuts down, so they are not cancelled.
    private Task<int> ChangeAsync(JobId id, Action<UpdateSettersBuilder<Job>> set) => WithDataAsync(async db =>
    {
        using var turn = await writers.EnterAsync(CancellationToken.None);
        return await Ours(db, id).ExecuteUpdateAsync(set, CancellationToken.None);
    });

    // Without filters: workers serve every tenant.
    private IQueryable<Job> Ours(ParleyDbContext db, JobId id) =>
        db.Jobs.IgnoreQueryFilters().Where(job => job.Id == id && job.Worker == Worker && job.Status == JobStatus.Running);

    private async Task<T> WithDataAsync<T>(Func<ParleyDbContext, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ParleyDbContext>());
    }

    private static Guid WorkerOf(string nodeId) => Guid.Parse(nodeId.AsSpan(nodeId.IndexOf('_', StringComparison.Ordinal) + 1));
}
