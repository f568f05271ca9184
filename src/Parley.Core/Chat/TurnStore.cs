using Microsoft.EntityFrameworkCore;
using Parley.Chat.Grounding;
using Parley.Data;
using Parley.Errors;

namespace Parley.Chat;

/// <summary>
/// What a turn writes. Reading goes through the context as everywhere; writing goes through the group commit, because a
/// token stream pays for every write and the context's cost is ten times that of the statement.
/// </summary>
public sealed class TurnStore(GroupCommitWriter writer, INodeLease lease, TimeProvider clock)
{
    /// <summary>
    /// Numbers the client may have seen and the database has not, after a crash: the last event of an interrupted turn
    /// stands this far behind the last durable one, so that a client that resumes surely receives it.
    /// </summary>
    public const int CrashGap = 1000;

    /// <summary>Makes the user message and the turn durable.</summary>
    /// <returns>False when there is no such conversation, a turn runs in it already, or the idempotency key is known.</returns>
    internal async Task<bool> BeginAsync(RunningTurn turn, TurnRequest request)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var begin = TurnSql.Begin(turn, request, lease.NodeId, now);
        if (turn.FirstMessage is null)
        {
            return (await writer.WriteAsync([.. begin]))[0] == 1;
        }

        return (await writer.WriteAsync([TurnSql.NewConversation(turn, request.IdempotencyKey, now), .. begin]))[1] == 1;
    }

    internal Task SaveEventsAsync(TurnId turn, ReadOnlySpan<TurnEvent> events) => writer.WriteAsync(TurnSql.Events(turn, events));

    /// <param name="sources">The passages the answer was given; null where it was given none.</param>
    internal Task FinishAsync(TurnId turn, TurnOutcome outcome, string content, IReadOnlyList<TurnSource>? sources, ReadOnlySpan<TurnEvent> events) => writer.WriteAsync(
        [TurnSql.Events(turn, events), .. TurnSql.Finish(turn, outcome, content, sources is null ? null : TurnGroundingJson.Write(sources), clock.GetUtcNow().UtcDateTime)]);

    /// <summary>The log of a turn that is no longer in memory, as far as it is durable.</summary>
    public static async Task<TurnLog?> LoadLogAsync(ParleyDbContext db, TurnId id, CancellationToken cancellationToken)
    {
        var batches = await db.TurnEvents.AsNoTracking().Where(batch => batch.TurnId == id)
            .OrderBy(batch => batch.FirstSequence).ToListAsync(cancellationToken);
        if (batches.Count == 0)
        {
            return null;
        }

        var log = new TurnLog();
        foreach (var item in batches.SelectMany(TurnEventCodec.Decode))
        {
            log.Append(item);
        }

        return log;
    }
}
