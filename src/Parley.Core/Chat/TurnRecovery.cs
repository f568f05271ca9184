using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Chat.Grounding;
using Parley.Data;

namespace Parley.Chat;

/// <summary>Ends the turns that dead nodes left running: what was durable becomes the answer, marked interrupted.</summary>
public sealed partial class TurnRecovery(
    IServiceScopeFactory scopes, TurnStore store, TurnRegistry registry, INodeLease lease, TimeProvider clock,
    IOptions<TurnOptions> options, ILogger<TurnRecovery> logger)
{
    // A turn is committed before it is registered; younger than this, one of our own may be between the two.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    /// <summary>One round: also takes this node's own lease, or takes it again where its database connection was lost.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await lease.AcquireAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        foreach (var turn in await FindDeadAsync(db, cancellationToken))
        {
            await InterruptAsync(db, turn, cancellationToken);
        }

        await ForgetOldEventsAsync(db, cancellationToken);
    }

    private async Task<List<Turn>> FindDeadAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        // Without filters: recovery serves every tenant and shows nothing to anybody.
        var running = await db.Turns.IgnoreQueryFilters().AsNoTracking()
            .Where(turn => turn.Status == TurnStatus.Running).ToListAsync(cancellationToken);
        var dead = new List<Turn>();
        foreach (var node in running.GroupBy(turn => turn.NodeId))
        {
            dead.AddRange(node.Key == lease.NodeId ? node.Where(IsLost)
                : await lease.IsAliveAsync(node.Key, cancellationToken) ? [] : node);
        }

        return dead;
    }

    private bool IsLost(Turn turn) =>
        !registry.Contains(turn.Id) && clock.GetUtcNow().UtcDateTime - turn.StartedAt > Settling;

    private async Task InterruptAsync(ParleyDbContext db, Turn turn, CancellationToken cancellationToken)
    {
        var batches = await db.TurnEvents.IgnoreQueryFilters().AsNoTracking().Where(batch => batch.TurnId == turn.Id)
            .OrderBy(batch => batch.FirstSequence).ToListAsync(cancellationToken);
        var events = batches.SelectMany(TurnEventCodec.Decode).ToList();
        var last = events.Count == 0 ? 0 : events[^1].Sequence;
        var text = TurnText.TextOf(events);
        var outcome = TurnCompletion.Interrupted();
        TurnEvent end = new(last + TurnStore.CrashGap, TurnEventKind.Error, TurnCompletion.Serialize(outcome.Problem!));
        await store.FinishAsync(turn.Id, outcome, text, TurnGroundingJson.SourcesOf(events), [end]);
        LogInterrupted(turn.Id, turn.NodeId, text.Length);
    }

    private Task<int> ForgetOldEventsAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().UtcDateTime - options.Value.EventRetention;
        var turns = db.Turns.IgnoreQueryFilters();
        return db.TurnEvents.IgnoreQueryFilters()
            .Where(batch => turns.Any(turn => turn.Id == batch.TurnId && turn.EndedAt < before))
            .ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Turn {Turn} of dead node {Node} was interrupted; {Characters} characters of its answer are kept")]
    private partial void LogInterrupted(TurnId turn, string node, int characters);
}
