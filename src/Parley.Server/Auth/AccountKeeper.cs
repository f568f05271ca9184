using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Accounts;
using Parley.Accounts.Tokens;
using Parley.Data;
using Parley.Server.Startup;

namespace Parley.Server.Auth;

/// <summary>Looks after signing keys, and takes away what has run out.</summary>
internal sealed partial class AccountKeeper(
    SigningKeys keys, IServiceScopeFactory scopes, IOptions<ServerOptions> options, TimeProvider clock, ILogger<AccountKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>How long an ended session stays for whoever asks what happened.</summary>
    private static readonly TimeSpan KeepEnded = TimeSpan.FromDays(30);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsSingleUser)
        {
            return;
        }

        await keys.EnsureAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.EveryAsync(Interval, clock, atOnce: false, LookAfterAsync, LogFailed, stoppingToken);

    private async Task LookAfterAsync(CancellationToken cancellationToken)
    {
        await keys.EnsureAsync(cancellationToken);
        await CleanAsync(cancellationToken);
    }

    // Of all tenants: this is the installation's own work.
    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        var now = clock.GetUtcNow().UtcDateTime;
        var old = now - KeepEnded;
        await db.SpentTokens.Where(t => t.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.Sessions.IgnoreQueryFilters().Where(s => s.ExpiresAt < old || s.EndedAt < old).ExecuteDeleteAsync(cancellationToken);
        await db.RefreshTokens.IgnoreQueryFilters().Where(t => t.ExpiresAt < old).ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Looking after accounts failed; it is tried again in a minute")]
    private partial void LogFailed(Exception error);
}
