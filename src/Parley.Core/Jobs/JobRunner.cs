using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Identity;

namespace Parley.Jobs;

/// <summary>Does one job from where it stands to its end, or gives it back.</summary>
internal sealed partial class JobRunner : IDisposable
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    private readonly JobLeases _leases;
    private readonly IServiceScopeFactory _scopes;
    private readonly WriterQueue _writers;
    private readonly JobSignal _signal;
    private readonly TimeProvider _clock;
    private readonly JobOptions _options;
    private readonly ILogger<JobRunner> _logger;
    private readonly FrozenDictionary<string, IJobHandler> _handlers;

    /// <summary>The process's, shared by its jobs in the order in which they ask.</summary>
    private readonly SemaphoreSlim _hands;

    public JobRunner(
        JobLeases leases, IEnumerable<IJobHandler> handlers, IServiceScopeFactory scopes, WriterQueue writers, JobSignal signal, TimeProvider clock,
        IOptions<JobOptions> options, ILogger<JobRunner> logger)
    {
        (_leases, _scopes, _writers, _signal, _clock, _options, _logger) = (leases, scopes, writers, signal, clock, options.Value, logger);
        _handlers = handlers.ToFrozenDictionary(handler => handler.Kind);
        _hands = new SemaphoreSlim(_options.EffectiveWorkers);
    }

    public IReadOnlyCollection<string> Kinds => _handlers.Keys;

    /// <summary>Does a job that this worker has taken.</summary>
    /// <param name="stopping">The process ends: the job is given back.</param>
    public async Task RunAsync(Job job, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var watch = new JobWatch(job.Id, _leases, _signal, _clock, _options);
        var watching = watch.RunAsync(ended);
        try
        {
            await FinishAsync(job, await DoAsync(job, ended.Token), watch, stopping);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            await FinishAsync(job, Ending.Interrupted, watch, stopping);
        }
        catch (JobLostException)
        {
            LogLost(job.Id);
        }
        catch (JobFailedException e)
        {
            await CallOffAsync(job, stopping);
            await _leases.EndAsync(job.Id, JobStatus.Failed, e.Message);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
            _signal.Pulse();
        }
    }

    public void Dispose() => _hands.Dispose();

    private async Task<Ending> DoAsync(Job job, CancellationToken cancellationToken)
    {
        var run = await RunOfAsync(job, cancellationToken);
        var handler = _handlers[job.Kind];
        try
        {
            if (job.CancelRequested)
            {
                return Ending.Interrupted;
            }

            if (job.Total == 0 && await handler.PlanAsync(run, cancellationToken) is { Count: > 0 } found)
            {
                await run.AddItemsAsync(found, cancellationToken);
            }

            if (await DoItemsAsync(run, handler, cancellationToken) > 0)
            {
                return Ending.TryAgain;
            }

            await handler.EndAsync(run, cancellationToken);
            return Ending.Done;
        }
        catch (Exception e) when (e is not (OperationCanceledException or JobFailedException or JobLostException))
        {
            // The database is away, the disk is full: nothing is lost, and it goes on when they are back.
            LogPaused(e, job.Id);
            return Ending.TryAgain;
        }
    }

    /// <returns>How many items are still to be done.</returns>
    private async Task<int> DoItemsAsync(JobRun run, IJobHandler handler, CancellationToken cancellationToken)
    {
        var items = new JobItemWork(run, handler, _options, _logger);
        var workers = new ParallelOptions { MaxDegreeOfParallelism = _options.EffectiveWorkers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(WaitingAsync(run, handler.BatchSize, cancellationToken), workers, async (batch, token) =>
        {
            await _hands.WaitAsync(token);
            try
            {
                await items.DoAsync(batch, token);
            }
            finally
            {
                _hands.Release();
            }
        });
        return await run.ReadAsync(db => db.JobItems.CountAsync(item => item.JobId == run.Job.Id && item.Status == JobItemStatus.Waiting, cancellationToken));
    }

    // In order, each once: those that are to be tried again wait for the next time the job is taken.
    private static async IAsyncEnumerable<JobItem[]> WaitingAsync(
        JobRun run, int size, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int Page = 512;
        for (var after = -1; ;)
        {
            var page = await run.ReadAsync(db => db.JobItems.AsNoTracking()
                .Where(item => item.JobId == run.Job.Id && item.Status == JobItemStatus.Waiting && item.Ordinal > after)
                .OrderBy(item => item.Ordinal).Take(Page).ToListAsync(cancellationToken));
            foreach (var batch in page.Chunk(size))
            {
                yield return batch;
            }

            if (page.Count < Page)
            {
                yield break;
            }

            after = page[^1].Ordinal;
        }
    }

    private async Task FinishAsync(Job job, Ending ending, JobWatch watch, CancellationToken stopping)
    {
        if (watch.IsLost)
        {
            LogLost(job.Id);
        }
        else if (ending is Ending.Done)
        {
            await _leases.EndAsync(job.Id, JobStatus.Finished, null);
        }
        else if (watch.IsCancelled || job.CancelRequested)
        {
            await CallOffAsync(job, stopping);
            await _leases.EndAsync(job.Id, JobStatus.Cancelled, null);
        }
        else
        {
            await _leases.ReleaseAsync(job.Id, stopping.IsCancellationRequested ? TimeSpan.Zero : Backoff(job.Attempts));
        }
    }

    private async Task CallOffAsync(Job job, CancellationToken stopping)
    {
        try
        {
            await _handlers[job.Kind].CallOffAsync(await RunOfAsync(job, stopping), stopping);
        }
        catch (Exception e)
        {
            // The job ends all the same.
            LogUntidy(e, job.Id);
        }
    }

    private async Task<JobRun> RunOfAsync(Job job, CancellationToken cancellationToken) =>
        new(job, await CallerOfAsync(job, cancellationToken), _leases.Worker, _scopes, _writers, _signal, _clock);

    private TimeSpan Backoff(int attempts) =>
        TimeSpan.FromTicks(Math.Min(LongestBackoff.Ticks, _options.Backoff.Ticks << Math.Clamp(attempts - 1, 0, 12)));

    // What was allowed when it was queued may be no more.
    private async Task<Caller> CallerOfAsync(Job job, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var asked = new Caller(job.TenantId, job.OwnerId);
        asked = asked.IsSamePersonAs(Caller.Local) ? Caller.Local : asked;
        var now = scope.ServiceProvider.GetService<ICallerCheck>() is { } check ? await check.NowAsync(asked, cancellationToken) : asked;
        return now is not null && now.IsSamePersonAs(asked)
            ? now
            : throw new JobFailedException("Whoever asked for this has no account any more.");
    }

    private enum Ending
    {
        Done,
        TryAgain,
        Interrupted,
    }

    [LoggerMessage(LogLevel.Information, "Job {Job} is another worker's by now")]
    private partial void LogLost(JobId job);

    [LoggerMessage(LogLevel.Information, "Not everything that job {Job} had begun could be tidied up")]
    private partial void LogUntidy(Exception error, JobId job);

    [LoggerMessage(LogLevel.Warning, "Job {Job} cannot go on for the moment, and is tried again")]
    private partial void LogPaused(Exception error, JobId job);
}
