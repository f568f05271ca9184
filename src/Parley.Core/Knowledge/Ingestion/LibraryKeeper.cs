using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>Forgets removed documents when everybody has had the time to learn of them, and files that no document came of.</summary>
internal sealed partial class LibraryKeeper(
    IServiceScopeFactory scopes, WriterQueue writers, TimeProvider clock, IOptions<IngestionOptions> options, ILogger<LibraryKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CleanUpAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }
        }
    }

    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        await ForgetRemovedAsync(db, cancellationToken);
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

    // Those of a job that goes on will have their document yet.
    private static async Task ForgetFilesAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        var subjects = await db.Jobs.IgnoreQueryFilters().Where(job => job.FinishedAt == null && job.Kind == IngestHandler.KindName && job.Subject != null)
            .Select(job => job.Subject!).Distinct().ToListAsync(cancellationToken);
        var busy = subjects.Select(EntityId.Parse<CollectionId>).ToList();
        var documents = db.Documents.IgnoreQueryFilters();
        await db.StoredFiles.IgnoreQueryFilters()
            .Where(file => !busy.Contains(file.CollectionId)
                && !documents.Any(d => d.CollectionId == file.CollectionId && d.ContentHash == file.ContentHash && d.Status != DocumentStatus.Removed))
            .ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Removed documents could not be forgotten yet")]
    private partial void LogFailed(Exception error);
}
