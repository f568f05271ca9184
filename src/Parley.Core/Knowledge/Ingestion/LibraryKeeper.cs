using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>Forgets removed documents when everybody has had the time to learn of them, files that no document came of, and what jobs left that were called off between two workers.</summary>
internal sealed partial class LibraryKeeper(
    IServiceScopeFactory scopes, WriterQueue writers, TimeProvider clock, IOptions<IngestionOptions> options, ILogger<LibraryKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.EveryAsync(Interval, clock, atOnce: false, CleanUpAsync, LogFailed, stoppingToken);

    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        await ForgetRemovedAsync(db, cancellationToken);
        await ForgetStagedAsync(db, cancellationToken);
        await ForgetFilesAsync(db, cancellationToken);
    }

    // Without filters: it serves every tenant and shows nothing to anybody.
    private async Task ForgetRemovedAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().UtcDateTime - options.Value.Remembrance;
        var old = db.Documents.IgnoreQueryFilters().Where(d => d.Status == DocumentStatus.Removed && d.UpdatedAt < before);
        foreach (var collection in await old.GroupBy(d => d.CollectionId).Select(group => new { Id = group.Key, Revision = group.Max(d => d.Revision) }).ToListAsync(cancellationToken))
        {
            using var turn = await writers.EnterAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Collections.IgnoreQueryFilters().Where(c => c.Id == collection.Id && c.ForgottenRevision < collection.Revision)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.ForgottenRevision, collection.Revision), cancellationToken);
            await old.Where(d => d.CollectionId == collection.Id && d.Revision <= collection.Revision).ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task ForgetStagedAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        foreach (var collection in await StagingSweep.FindAsync(db, cancellationToken))
        {
            using var turn = await writers.EnterAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await FileSweep.LockAsync(db, collection, cancellationToken);

            // Asked again where the row is held: a job that has begun since has to hold it before it stages anything.
            if (!await StagingSweep.IsBusyAsync(db, collection, cancellationToken))
            {
                var now = clock.GetUtcNow().UtcDateTime;
                while (await NamelessSweep.RunAsync(db, collection, afterFolder: false, now, cancellationToken))
                {
                }

                await StagingSweep.RunAsync(db, collection, isCalledOff: true, now, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task ForgetFilesAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        foreach (var collection in await FileSweep.Unowned(db).Select(file => file.CollectionId).Distinct().ToListAsync(cancellationToken))
        {
            using var turn = await writers.EnterAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await FileSweep.LockAsync(db, collection, cancellationToken);
            await FileSweep.RunAsync(db, collection, ending: null, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Removed documents could not be forgotten yet")]
    private partial void LogFailed(Exception error);
}
