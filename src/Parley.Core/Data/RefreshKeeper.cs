using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Data;

/// <summary>Reads something anew, so that what was changed on one node reaches the others.</summary>
internal sealed partial class RefreshKeeper<T>(T refreshed, TimeProvider clock, ILogger<RefreshKeeper<T>> logger) : BackgroundService
    where T : IRefreshed
{
    // The database may be away, or hold what is not for this node to read yet: what was read before holds.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.EveryAsync(refreshed.RefreshInterval, clock, atOnce: true, refreshed.RefreshAsync, e => LogFailed(e, typeof(T).Name), stoppingToken);

    [LoggerMessage(LogLevel.Warning, "{What} could not be read anew; what was read before holds")]
    private partial void LogFailed(Exception error, string what);
}
