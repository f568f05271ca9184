using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Jobs;

namespace Parley.Knowledge.Vectors.Outside;

/// <summary>Looks for vectors to remove when something has changed here, and now and then for what other processes left.</summary>
internal sealed partial class RemovalKeeper(RemovalSweep sweep, JobSignal signal, TimeProvider clock, IOptions<RemovalOptions> options, ILogger<RemovalKeeper> logger) : BackgroundService
{
    // Every batch of a job is a change: one look serves many.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var next = signal.Next;
                await Rounds.OnceAsync(sweep.RunAsync, LogCannotLook, stoppingToken);
                await Task.Delay(Rest, clock, stoppingToken);
                await JobSignal.WaitAsync(next, options.Value.Poll, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends; what is owed stays written down.
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database could not be asked which vectors are to be removed")]
    private partial void LogCannotLook(Exception error);
}
