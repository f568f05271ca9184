using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Operations;

/// <summary>Reads operators' settings anew, so that a change on one node reaches the others.</summary>
internal sealed partial class OperatorSettingsKeeper(OperatorSettings settings, TimeProvider clock, ILogger<OperatorSettingsKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await settings.RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database is away: what was read before holds.
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Operators' settings could not be read")]
    private partial void LogFailed(Exception error);
}
