using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Chat;

/// <summary>Finds turns for those who want to read them: in memory first, then in storage.</summary>
public sealed class TurnDirectory(TurnRegistry registry)
{
    /// <param name="db">The context of the caller's scope.</param>
    /// <exception cref="AppException">The caller has no such turn, or it is out of reach.</exception>
    public async Task<TurnView> OpenAsync(TurnId id, Caller caller, ParleyDbContext db, CancellationToken cancellationToken)
    {
        if (registry.Find(id, caller) is { } running)
        {
            return TurnView.Of(running);
        }

        var turn = await db.Turns.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellationToken)
            ?? throw new AppException(ErrorCode.NotFound, "There is no such turn.");
        if (turn.Status is TurnStatus.Running)
        {
            throw new AppException(ErrorCode.ServiceUnavailable, "This answer is being written by another Parley process. Try again when it is done.")
            {
                Retryable = true,
                RetryAfter = TimeSpan.FromSeconds(2),
            };
        }

        var log = await TurnStore.LoadLogAsync(db, id, cancellationToken)
            ?? throw new AppException(ErrorCode.NotFound, "The events of this turn are no longer kept. The answer is in its conversation.");
        return new(turn.Id, turn.ConversationId, turn.UserMessageId, turn.AnswerId, log, null);
    }
}
