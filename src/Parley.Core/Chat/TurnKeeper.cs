using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Errors;

namespace Parley.Chat;

/// <summary>
/// Looks after the running turns of this node: saves what has waited long enough, ends what took too long or what nobody
/// reads, forgets what is over, and brings all to an end when the process stops. One timer for all turns, because one
/// for each costs more than the turns at ten thousand streams.
/// </summary>
internal sealed partial class TurnKeeper(
    TurnRegistry registry, TurnRecovery recovery, TimeProvider clock, IOptions<TurnOptions> options, ILogger<TurnKeeper> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RecoveryInterval = TimeSpan.FromSeconds(15);

    /// <summary>How long an ended turn's log stays in memory for a client that was cut off near the end.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        var recovered = clock.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAfterAllAsync();
            if (clock.GetElapsedTime(recovered) >= RecoveryInterval)
            {
                recovered = clock.GetTimestamp();
                await Rounds.OnceAsync(recovery.RunAsync, LogNotRecovered, stoppingToken);
            }
        }
    }

    /// <summary>Runs before the web server stops, so that readers still receive the end of their streams.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        registry.IsDraining = true;
        var all = Task.WhenAll(registry.Running.Select(turn => turn.Completion));
        await Task.WhenAny(all, Task.Delay(options.Value.DrainTime, clock, cancellationToken));
        foreach (var turn in registry.Running)
        {
            turn.End(TurnEnding.ShutDown);
        }

        await all;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task LookAfterAllAsync()
    {
        var saves = new List<Task>();
        foreach (var turn in registry.Running)
        {
            if (turn.Completion.IsCompleted)
            {
                registry.SetAside(turn, clock.GetTimestamp());
                continue;
            }

            EndIfUnwanted(turn);
            if (turn.Recorder.IsDue)
            {
                saves.Add(turn.Recorder.SaveAsync());
            }
        }

        registry.Forget(turn => clock.GetElapsedTime(turn.EndedAt!.Value) >= Linger);
        try
        {
            await Task.WhenAll(saves);
        }
        catch (AppException e)
        {
            // The events are still in memory: the next tick tries again.
            LogNotSaved(e);
        }
    }

    private void EndIfUnwanted(RunningTurn turn)
    {
        if (clock.GetElapsedTime(turn.StartedAt) >= options.Value.MaxTurnDuration)
        {
            turn.End(TurnEnding.TimedOut);
        }

        if (turn.Log.ReaderCount > 0)
        {
            turn.LastHeardAt = clock.GetTimestamp();
        }
        else if (clock.GetElapsedTime(turn.LastHeardAt) >= options.Value.ReaderGrace)
        {
            turn.End(TurnEnding.Abandoned);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Events of running turns could not be saved yet")]
    private partial void LogNotSaved(Exception error);

    [LoggerMessage(LogLevel.Warning, "Turns of dead nodes could not be recovered yet")]
    private partial void LogNotRecovered(Exception error);
}
