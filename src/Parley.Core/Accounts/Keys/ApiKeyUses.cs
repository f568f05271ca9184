using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Data;

namespace Parley.Accounts.Keys;

/// <summary>When each key was last used: noted in memory, written once a minute for all together.</summary>
public sealed partial class ApiKeyUses(GroupCommitWriter writer, TimeProvider clock, ILogger<ApiKeyUses> logger) : BackgroundService
{
    private const string Sql = "UPDATE api_keys SET last_used_at = $1 WHERE id = $2 AND (last_used_at IS NULL OR last_used_at < $1)";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, DateTime> _used = new();

    public void Note(Guid key) => _used[key] = clock.GetUtcNow().UtcDateTime;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync();
    }

    /// <summary>Writes what was noted.</summary>
    public async Task WriteAsync()
    {
        var statements = new List<SqlStatement>();
        foreach (var key in _used.Keys)
        {
            if (_used.TryRemove(key, out var at))
            {
                statements.Add(new(Sql, at, key));
            }
        }

        if (statements.Count == 0)
        {
            return;
        }

        try
        {
            await writer.WriteAsync([.. statements]);
        }
        catch (Exception e)
        {
            // It is a remark, and the next use makes it again.
            LogFailed(e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await WriteAsync();
        }
    }

    [LoggerMessage(LogLevel.Warning, "When keys were last used could not be written")]
    private partial void LogFailed(Exception error);
}
