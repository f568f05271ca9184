namespace Parley.Jobs;

/// <summary>
/// Does the jobs of one kind. To add one, write one class and register it with <c>AddJobHandler&lt;T&gt;()</c>. Each item is done at
/// least once and takes effect once, because its outcome is committed with its effect (<see cref="JobRun.SettleAsync"/>).
/// </summary>
public interface IJobHandler
{
    /// <summary>The <see cref="Job.Kind"/>: <c>knowledge.ingest</c>.</summary>
    string Kind { get; }

    /// <summary>How many items are given to <see cref="DoAsync"/> at once.</summary>
    int BatchSize { get; }

    /// <summary>Finds what is to be done, for jobs that were queued without items. Called again if the process dies meanwhile.</summary>
    /// <exception cref="JobFailedException">There is no point in going on.</exception>
    Task<IReadOnlyList<NewJobItem>> PlanAsync(JobRun run, CancellationToken cancellationToken);

    /// <summary>
    /// Does items, and settles each. What it leaves unsettled, or everything when it throws, is tried again: first one by one,
    /// then after a while, up to <see cref="JobOptions.Attempts"/> times.
    /// </summary>
    /// <exception cref="JobFailedException">There is no point in going on.</exception>
    Task DoAsync(JobRun run, IReadOnlyList<JobItem> items, CancellationToken cancellationToken);

    /// <summary>Follows the last item. Done twice it must be as done once.</summary>
    Task EndAsync(JobRun run, CancellationToken cancellationToken);

    /// <summary>
    /// Follows a job that was called off or cannot go on, while it is still this worker's: what was begun for items that will not be done now is
    /// to be tidied up. As far as it can be: it is not tried again.
    /// </summary>
    Task CallOffAsync(JobRun run, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A thing to do.</summary>
/// <param name="Name">See <see cref="JobItem.Name"/>.</param>
/// <param name="Request">See <see cref="JobItem.Request"/>.</param>
public sealed record NewJobItem(string Name, string Request);

/// <summary>What came of an item.</summary>
/// <param name="Status">Anything but <see cref="JobItemStatus.Waiting"/>.</param>
/// <param name="Result">See <see cref="JobItem.Result"/>.</param>
/// <param name="Failure">See <see cref="JobItem.Failure"/>.</param>
/// <param name="Error">See <see cref="JobItem.Error"/>.</param>
public sealed record JobOutcome(int Ordinal, JobItemStatus Status, string? Result = null, string? Failure = null, string? Error = null);

/// <summary>The job cannot go on, and trying again would not help. The message is for people.</summary>
public sealed class JobFailedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The job is another worker's by now, or is over: whatever this one was about to commit must not be.</summary>
public sealed class JobLostException() : Exception("The job is another worker's by now.");
