using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Data;

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

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.EveryAsync(Interval, clock, atOnce: false, SettleAsync, LogFailed, stoppingToken);

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await ledger.SettleLateAsync();
        await recovery.RunAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Reservations of dead nodes could not be settled yet")]
    private partial void LogFailed(Exception error);
}
