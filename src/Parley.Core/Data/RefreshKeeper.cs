using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Data;

/// <summary>Reads something anew, so that what was changed on one node reaches the others.</summary>
internal sealed partial class RefreshKeeper<T>(T refreshed, TimeProvider clock, ILogger<RefreshKeeper<T>> logger) : BackgroundService
    where T : IRefreshed
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(refreshed.RefreshInterval, clock);
        do
        {
            try
            {
                await refreshed.RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database is away, or what it holds is not for this node to read yet: what was read before holds.
                LogFailed(e, typeof(T).Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "{What} could not be read anew; what was read before holds")]
    private partial void LogFailed(Exception error, string what);
}
