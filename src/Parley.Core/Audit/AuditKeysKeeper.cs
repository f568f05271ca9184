using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Audit;

/// <summary>Reads the keys of the trail anew, so that a new one reaches every node.</summary>
internal sealed partial class AuditKeysKeeper(AuditKeys keys, TimeProvider clock, ILogger<AuditKeysKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await keys.RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database is away: what was read before holds.
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The keys of the audit trail could not be read")]
    private partial void LogFailed(Exception error);
}
