using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Parley.Errors;

namespace Parley.Jobs;

/// <summary>Has a handler do items, and looks after those that fail for no reason of their own.</summary>
internal sealed partial class JobItemWork(JobRun run, IJobHandler handler, JobOptions options, ILogger logger)
{
    public async Task DoAsync(IReadOnlyList<JobItem> items, CancellationToken cancellationToken)
    {
        try
        {
            await handler.DoAsync(run, items, cancellationToken);
        }
        catch (Exception e) when (items.Count > 1 && IsItsOwn(e))
        {
            // One of them spoils the others: each for itself, those that are settled already apart.
            var waiting = await WaitingAsync(items, cancellationToken);
            foreach (var item in items.Where(item => waiting.Contains(item.Ordinal)))
            {
                await DoAsync([item], cancellationToken);
            }
        }
        catch (Exception e) when (IsItsOwn(e))
        {
            await FailAsync(items[0], e, cancellationToken);
        }
    }

    private static bool IsItsOwn(Exception error) => error is not (OperationCanceledException or JobLostException or JobFailedException);

    private async Task<HashSet<int>> WaitingAsync(IReadOnlyList<JobItem> items, CancellationToken cancellationToken)
    {
        var ordinals = items.Select(item => item.Ordinal).ToList();
        return await run.ReadAsync(db => db.JobItems
            .Where(item => item.JobId == run.Job.Id && ordinals.Contains(item.Ordinal) && item.Status == JobItemStatus.Waiting)
            .Select(item => item.Ordinal).ToHashSetAsync(cancellationToken));
    }

    private async Task FailAsync(JobItem item, Exception error, CancellationToken cancellationToken)
    {
        LogFailed(error, run.Job.Id, item.Ordinal, item.Attempts + 1);
        if (error is AppException { Retryable: false } || item.Attempts + 1 >= options.Attempts)
        {
            var text = error is AppException ? error.Message : "It failed for a reason that the log of Parley names.";
            await run.SettleAsync([new JobOutcome(item.Ordinal, JobItemStatus.Failed, Failure: "failed", Error: text)], cancellationToken);
            return;
        }

        await run.ReadAsync(db => db.JobItems.Where(row => row.JobId == item.JobId && row.Ordinal == item.Ordinal && row.Status == JobItemStatus.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Attempts, row => row.Attempts + 1), cancellationToken));
    }

    [LoggerMessage(LogLevel.Warning, "Item {Ordinal} of job {Job} failed, attempt {Attempt}")]
    private partial void LogFailed(Exception error, JobId job, int ordinal, int attempt);
}
