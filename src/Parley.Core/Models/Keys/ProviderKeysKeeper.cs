using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Models.Keys;

/// <summary>Reads the stored keys anew, so that a change on one node reaches the others.</summary>
internal sealed partial class ProviderKeysKeeper(ProviderKeys keys, TimeProvider clock, ILogger<ProviderKeysKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

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
                // The database is away, or this node does not know the newest secret yet: what was read before holds.
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The stored keys of providers could not be read")]
    private partial void LogFailed(Exception error);
}
