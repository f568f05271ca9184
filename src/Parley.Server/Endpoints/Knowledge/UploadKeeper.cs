using Microsoft.Extensions.Options;
using Parley.Data;

namespace Parley.Server.Endpoints.Knowledge;

/// <summary>Takes away what uploads left whose process was killed: at the start, and from time to time.</summary>
internal sealed partial class UploadKeeper(IOptions<StorageOptions> storage, TimeProvider clock, ILogger<UploadKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Nothing is written to a living upload for so long.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    public void CleanUp() => Upload.DeleteLeftOver(UploadReader.FolderIn(storage.Value), clock.GetUtcNow().UtcDateTime - Rest);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Rounds.EveryAsync(Interval, clock, atOnce: true, LookAsync, LogFailed, stoppingToken);
    }

    private Task LookAsync(CancellationToken cancellationToken)
    {
        CleanUp();
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "What killed uploads left could not be looked for")]
    private partial void LogFailed(Exception error);
}
