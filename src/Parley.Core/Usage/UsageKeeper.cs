using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Usage;

/// <summary>Settles, now and then, what could not be settled when it was due.</summary>
internal sealed partial class UsageKeeper(UsageLedger ledger, UsageRecovery recovery, TimeProvider clock, ILogger<UsageKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ledger.DrainAsync().WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ledger.SettleLateAsync();
                await recovery.RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database is away: the next round tries again.
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Reservations of dead nodes could not be settled yet")]
    private partial void LogFailed(Exception error);
}
