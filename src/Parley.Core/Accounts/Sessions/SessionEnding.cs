using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Users;
using Parley.Data;

namespace Parley.Accounts.Sessions;

/// <summary>Ends sessions as part of a greater change, which is recorded as a whole.</summary>
internal static class SessionEnding
{
    /// <param name="except">One that goes on.</param>
    public static Task<int> EndSessionsAsync(this ParleyDbContext db, UserId user, SessionId? except, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;

        // Without filters: an admin ends those of others, and the bearer of a link is nobody yet. The user is the bound.
        var open = db.Sessions.IgnoreQueryFilters().Where(s => s.OwnerId == user.Value && s.EndedAt == null);
        return (except is { } kept ? open.Where(s => s.Id != kept) : open).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellationToken);
    }
}
