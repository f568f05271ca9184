using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Identity;

namespace Parley.Jobs;

/// <summary>Takes work on, and calls it off.</summary>
public sealed class JobQueue(JobSignal signal, TimeProvider clock)
{
    /// <summary>
    /// Adds a job to what the context will save: whoever enqueues commits it together with what it is about, and calls
    /// <see cref="Wake"/> then.
    /// </summary>
    /// <param name="request">What the handler needs, as JSON.</param>
    /// <param name="items">What is to be done, where that is known; otherwise the handler finds it.</param>
    public Job Add(ParleyDbContext db, Caller caller, string kind, string request, string? subject = null, IReadOnlyList<NewJobItem>? items = null)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var job = new Job
        {
            Id = JobId.New(), TenantId = caller.TenantId, OwnerId = caller.UserId, Kind = kind, Request = request, Subject = subject,
            Status = JobStatus.Queued, Total = items?.Count ?? 0, CreatedAt = now, UpdatedAt = now,
        };
        db.Add(job);
        foreach (var item in Rows(job, items ?? [], now))
        {
            db.Add(item);
        }

        return job;
    }

    /// <summary>Has a worker of this process look at once.</summary>
    public void Wake() => signal.Pulse();

    /// <summary>Calls a job of the caller's off. What was done stays.</summary>
    /// <returns>False when it is over already, or there is no such job.</returns>
    public async Task<bool> CancelAsync(ParleyDbContext db, JobId id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;

        // One that nobody has begun ends here; one at work ends with its worker, or when that is gone with the next.
        var ended = await db.Jobs.Where(job => job.Id == id && job.Status == JobStatus.Queued).ExecuteUpdateAsync(
            set => set.SetProperty(job => job.Status, JobStatus.Cancelled).SetProperty(job => job.CancelRequested, true)
                .SetProperty(job => job.FinishedAt, now).SetProperty(job => job.UpdatedAt, now),
            cancellationToken);
        ended += ended > 0 ? 0 : await db.Jobs.Where(job => job.Id == id && job.Status == JobStatus.Running).ExecuteUpdateAsync(
            set => set.SetProperty(job => job.CancelRequested, true).SetProperty(job => job.UpdatedAt, now), cancellationToken);
        signal.Pulse();
        return ended > 0;
    }

    internal static IEnumerable<JobItem> Rows(Job job, IReadOnlyList<NewJobItem> items, DateTime now) => items.Select((item, i) => new JobItem
    {
        JobId = job.Id, Ordinal = i, TenantId = job.TenantId, OwnerId = job.OwnerId, Name = item.Name, Request = item.Request,
        Status = JobItemStatus.Waiting, UpdatedAt = now,
    });
}
