using System.Collections.Concurrent;
using Parley.Jobs;

namespace Parley.Core.Tests.Jobs;

/// <summary>Counts in the database's own rows how often each item took effect: into the result of the item.</summary>
internal sealed class CountingHandler(string kind = "test.count") : IJobHandler
{
    public string Kind => kind;

    public int BatchSize { get; init; } = 4;

    public int Planned { get; init; }

    /// <summary>Waits here in the middle of an item.</summary>
    public Func<JobItem, CancellationToken, Task> During { get; set; } = (_, _) => Task.CompletedTask;

    public Func<JobItem, JobItemStatus> Outcome { get; set; } = _ => JobItemStatus.Done;

    public ConcurrentQueue<int> Tried { get; } = new();

    public int AtOnce { get; private set; }

    public int Ends { get; private set; }

    private int _now;

    public Task<IReadOnlyList<NewJobItem>> PlanAsync(JobRun run, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<NewJobItem>>([.. Enumerable.Range(0, Planned).Select(i => new NewJobItem($"item {i}", "{}"))]);

    public async Task DoAsync(JobRun run, IReadOnlyList<JobItem> items, CancellationToken cancellationToken)
    {
        AtOnce = Math.Max(AtOnce, Interlocked.Increment(ref _now));
        try
        {
            foreach (var item in items)
            {
                Tried.Enqueue(item.Ordinal);
                await During(item, cancellationToken);
            }

            await run.SettleAsync([.. items.Select(item => new JobOutcome(item.Ordinal, Outcome(item), $"by {run.Job.Attempts}"))], cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }

    public Task EndAsync(JobRun run, CancellationToken cancellationToken)
    {
        Ends++;
        return Task.CompletedTask;
    }
}
