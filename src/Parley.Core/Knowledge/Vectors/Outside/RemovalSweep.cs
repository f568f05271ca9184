using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Errors;

namespace Parley.Knowledge.Vectors.Outside;

/// <summary>
/// Takes out of the stores outside what is owed. Everything may be done twice, by several processes at once or after a crash: passages' ids never come
/// again, so that no removal meets what was written later. A store that fails is asked again later, however often.
/// </summary>
internal sealed partial class RemovalSweep(
    IServiceScopeFactory scopes, IServiceProvider services, WriterQueue writers, RemovalMeter meter, TimeProvider clock, IOptions<RemovalOptions> options,
    ILogger<RemovalSweep> logger)
{
    private const int ChunksAtOnce = 500;
    private const string Unexplained = "It failed for a reason that the log of Parley names.";
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    private readonly HashSet<string> _away = [];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Removes what is due in all spaces, as far as their stores answer.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        foreach (var space in await new OwedNow(db, Now).DueAsync(cancellationToken))
        {
            try
            {
                await RemoveAsync(db, space, cancellationToken);
                await AnsweredAsync(db, space, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                await PostponeAsync(db, space, e, cancellationToken);
            }
        }

        meter.Owed = await new OwedNow(db, Now).CountAsync(RemovalMeter.MostCounted, cancellationToken);
    }

    private async Task RemoveAsync(ParleyDbContext db, OutsideSpace space, CancellationToken cancellationToken)
    {
        var store = StoreOf(space);
        if (await new OwedNow(db, Now).GoneSpaces.AnyAsync(gone => gone.Id == space.Id, cancellationToken))
        {
            await store.DeleteSpaceAsync(space.Space, cancellationToken);
            await ForgetAsync(db, space, cancellationToken);
            return;
        }

        while (await new OwedNow(db, Now).GoneChunks.Where(owed => owed.SpaceId == space.Id).OrderBy(owed => owed.ChunkId).Select(owed => owed.ChunkId)
            .Take(ChunksAtOnce).ToListAsync(cancellationToken) is { Count: > 0 } gone)
        {
            await store.DeleteAsync(space.Space, [.. gone.Select(chunk => chunk.Value)], cancellationToken);
            using var turn = await writers.EnterAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await CrossOutAsync(new OwedNow(db, Now).Removals.Where(owed => owed.SpaceId == space.Id && gone.Contains(owed.ChunkId)), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    // What somebody may be writing still is removed once more when nobody can be.
    private async Task CrossOutAsync(IQueryable<OwedRemoval> done, CancellationToken cancellationToken)
    {
        var now = Now;
        await done.Where(owed => owed.HeldUntil <= now).ExecuteDeleteAsync(cancellationToken);
        await done.ExecuteUpdateAsync(set => set.SetProperty(owed => owed.DueAt, owed => owed.HeldUntil), cancellationToken);
    }

    private async Task ForgetAsync(ParleyDbContext db, OutsideSpace space, CancellationToken cancellationToken)
    {
        var all = new OwedNow(db, Now);
        var (row, owed) = (all.Spaces.Where(s => s.Id == space.Id), all.Removals.Where(o => o.SpaceId == space.Id));
        using var turn = await writers.EnterAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // 1. First the row, so that whoever announces a write comes before all of this or after.
        await row.ExecuteUpdateAsync(set => set.SetProperty(s => s.RetryAt, space.RetryAt), cancellationToken);
        await CrossOutAsync(owed, cancellationToken);

        // 2. The space itself goes when nobody can be writing into it.
        if (await owed.MaxAsync(o => (DateTime?)o.HeldUntil, cancellationToken) is { } held)
        {
            await row.ExecuteUpdateAsync(set => set.SetProperty(s => s.RetryAt, held), cancellationToken);
        }
        else
        {
            await row.ExecuteDeleteAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task PostponeAsync(ParleyDbContext db, OutsideSpace space, Exception error, CancellationToken cancellationToken)
    {
        lock (_away)
        {
            if (_away.Add(space.Store))
            {
                LogAway(error, space.Store);
            }
        }

        var wait = TimeSpan.FromTicks(Math.Min(LongestBackoff.Ticks, options.Value.Backoff.Ticks << Math.Min(space.Failures, 16)));
        var (at, text) = (Now + wait, error is AppException ? error.Message : Unexplained);
        using var turn = await writers.EnterAsync(cancellationToken);
        await new OwedNow(db, Now).Spaces.Where(s => s.Id == space.Id).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.Failures, s => s.Failures + 1).SetProperty(s => s.RetryAt, at).SetProperty(s => s.Error, text), cancellationToken);
    }

    private async Task AnsweredAsync(ParleyDbContext db, OutsideSpace space, CancellationToken cancellationToken)
    {
        lock (_away)
        {
            if (_away.Remove(space.Store))
            {
                LogBack(space.Store);
            }
        }

        if (space.Failures > 0)
        {
            using var turn = await writers.EnterAsync(cancellationToken);
            await new OwedNow(db, Now).Spaces.Where(s => s.Id == space.Id).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.Failures, 0).SetProperty(s => s.Error, (string?)null), cancellationToken);
        }
    }

    private IVectorStore StoreOf(OutsideSpace space) =>
        services.GetServices<IVectorStore>().Concat(services.GetKeyedServices<IVectorStore>(KeyedService.AnyKey)).LastOrDefault(store => store.Name == space.Store)
        ?? throw new AppException(ErrorCode.ServiceUnavailable, $"There is no vector store named {space.Store} any more.");

    [LoggerMessage(LogLevel.Warning, "Vectors of what was removed stay in {Store} for now, found by nobody: it does not remove them. It is asked again until it does")]
    private partial void LogAway(Exception error, string store);

    [LoggerMessage(LogLevel.Information, "{Store} removes vectors again")]
    private partial void LogBack(string store);
}
