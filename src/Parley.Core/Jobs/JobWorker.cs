using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Parley.Jobs;

/// <summary>Looks for work, and does as many jobs at once as it may. On shutdown each goes back, to be taken by another at once.</summary>
public sealed partial class JobWorker : BackgroundService
{
    private static readonly TimeSpan OrphanInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ForgetInterval = TimeSpan.FromHours(1);

    private readonly JobLeases _leases;
    private readonly JobRunner _runner;
    private readonly JobSignal _signal;
    private readonly TimeProvider _clock;
    private readonly JobOptions _options;
    private readonly ILogger<JobWorker> _logger;
    private readonly List<Task> _running = [];
    private long? _freed;
    private long? _forgot;

    internal JobWorker(JobLeases leases, JobRunner runner, JobSignal signal, TimeProvider clock, IOptions<JobOptions> options, ILogger<JobWorker> logger) =>
        (_leases, _runner, _signal, _clock, _options, _logger) = (leases, runner, signal, clock, options.Value, logger);

    /// <summary>Does this job, or the one that it has to wait for, if nobody has it. For programs that look for no other work.</summary>
    /// <returns>Whether one of them was free.</returns>
    public async Task<bool> RunAsync(JobId id, CancellationToken cancellationToken)
    {
        await _leases.FreeOrphansAsync(cancellationToken);
        if (await _leases.TakeAsync(id, _runner.Kinds, cancellationToken) is not { } job)
        {
            return false;
        }

        await _runner.RunAsync(job, cancellationToken);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_options.Enabled)
        {
            return;
        }

        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var next = _signal.Next;
                await LookAsync(stoppingToken);
                await JobSignal.WaitAsync(Task.WhenAny([next, .. _running]), _options.Poll, _clock, stoppingToken);
                _running.RemoveAll(job => job.IsCompleted);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }

        await Task.WhenAll(_running);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CleanUpAsync(cancellationToken);
            while (_running.Count < _options.EffectiveWorkers && await _leases.TakeAsync(null, _runner.Kinds, cancellationToken) is { } job)
            {
                _running.Add(RunAsync(job, cancellationToken));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database is away; the next look may find it.
            LogCannotLook(e);
            await Task.Delay(_options.Poll, _clock, cancellationToken);
        }
    }

    private async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        if (IsDue(_freed, OrphanInterval))
        {
            await _leases.FreeOrphansAsync(cancellationToken);
            _freed = _clock.GetTimestamp();
        }

        if (IsDue(_forgot, ForgetInterval))
        {
            await _leases.ForgetOldAsync(cancellationToken);
            _forgot = _clock.GetTimestamp();
        }
    }

    private bool IsDue(long? last, TimeSpan interval) => last is not { } at || _clock.GetElapsedTime(at) >= interval;

    private async Task RunAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            await _runner.RunAsync(job, cancellationToken);
        }
        catch (Exception e)
        {
            // Its end could not be written; when its lease has run out, it is taken again.
            LogBroken(e, job.Id);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database could not be asked for jobs")]
    private partial void LogCannotLook(Exception error);

    [LoggerMessage(LogLevel.Error, "Job {Job} broke off")]
    private partial void LogBroken(Exception error, JobId job);
}
