using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Accounts.States;
using Parley.Accounts.Tokens;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Secrets;

namespace Parley.Accounts.Sessions;

/// <summary>
/// Begins, renews and ends sessions. A refresh token is exchanged once; its second use shows that it was copied, and ends
/// the session for the thief and the owner alike (RFC 9700, 4.14.2).
/// </summary>
public sealed class SessionIssuer(
    ParleyDbContext db, AccountStates states, AuditTrail audit, AuditOrigin origin, IOptions<TokenOptions> tokens, IOptions<AccountOptions> accounts, TimeProvider clock)
{
    private const int MaxUserAgent = 200;

    /// <summary>Signs somebody in who has shown who they are, saves what else the context holds, and records it.</summary>
    /// <exception cref="AppException"><see cref="ErrorCode.AuthenticationError"/>: the account is disabled.</exception>
    public async Task<IssuedTokens> StartAsync(User user, SignInMethod method, CancellationToken cancellationToken)
    {
        if (user.Disabled)
        {
            throw Refused();
        }

        var now = Now;
        var session = new Session
        {
            Id = SessionId.New(),
            TenantId = user.TenantId,
            OwnerId = user.Id.Value,
            Method = method,
            UserAgent = origin.UserAgent[..Math.Min(origin.UserAgent.Length, MaxUserAgent)],
            Address = origin.Address,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + tokens.Value.RefreshLifetime,
        };
        db.Add(session);
        var refresh = Add(session, now);
        user.LastSignInAt = now;
        await audit.RecordAsync(
            async () =>
            {
                var details = new Dictionary<string, string> { ["method"] = SnakeCaseEnum.Write(method) };
                if (await EndOldestAsync(session, now, cancellationToken) is { Count: > 0 } ended)
                {
                    details["ended"] = string.Join(' ', ended);
                }

                await db.SaveChangesAsync(cancellationToken);
                return new AuditEntry(AuditActions.SignIn, session.Id.ToString()) { TenantId = user.TenantId, ActorId = user.Id.Value, Details = details };
            },
            cancellationToken);
        states.Forget(user.Id.Value);
        return new(user, session, refresh);
    }

    /// <summary>Exchanges a refresh token for its successor.</summary>
    /// <exception cref="AppException"><see cref="ErrorCode.AuthenticationError"/>: it is unknown, used, too old, or its account is disabled.</exception>
    public async Task<IssuedTokens> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var hash = OpaqueToken.Hash(refreshToken);
        var now = Now;

        // Without filters: the token says who the caller is.
        var token = await db.RefreshTokens.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, cancellationToken) ?? throw Refused();
        var session = await db.Sessions.IgnoreQueryFilters().SingleAsync(s => s.Id == token.SessionId, cancellationToken);
        var owner = new UserId(token.OwnerId);
        if (session.EndedAt is not null || token.ExpiresAt <= now || await states.FindAsync(token.OwnerId, cancellationToken) is null)
        {
            throw Refused();
        }

        // From here on nobody who leaves stops it: a token that is used up must have its successor.
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);

        // The one statement that decides between two who come at once.
        if (await db.RefreshTokens.IgnoreQueryFilters().Where(t => t.Hash == hash && t.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, now), CancellationToken.None) == 0)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            await EndReusedAsync(session, now, CancellationToken.None);
            throw Refused();
        }

        session.LastSeenAt = now;
        session.ExpiresAt = Earlier(now + tokens.Value.RefreshLifetime, session.CreatedAt + tokens.Value.SessionLifetime);
        var next = Add(session, now);
        await db.SaveChangesAsync(CancellationToken.None);
        var user = await db.Users.IgnoreQueryFilters().SingleAsync(u => u.Id == owner, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return new(user, session, next);
    }

    /// <summary>Ends the caller's session of that id.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> EndAsync(SessionId id, CancellationToken cancellationToken) =>
        EndAsync(db.Sessions.Where(s => s.Id == id), new AuditEntry(AuditActions.SignOut, id.ToString()), cancellationToken);

    /// <summary>Ends all sessions of somebody.</summary>
    /// <param name="except">One that goes on.</param>
    public Task<bool> EndAllAsync(UserId user, SessionId? except, CancellationToken cancellationToken)
    {
        // Without the owner's filter, because an admin may do it; the tenant's holds.
        var sessions = db.Sessions.IgnoreQueryFilters([ParleyDbContext.OwnerFilter]).Where(s => s.OwnerId == user.Value);
        return EndAsync(
            except is { } kept ? sessions.Where(s => s.Id != kept) : sessions,
            new AuditEntry(AuditActions.SignOutEverywhere, user.ToString()), cancellationToken);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<bool> EndAsync(IQueryable<Session> sessions, AuditEntry entry, CancellationToken cancellationToken)
    {
        var open = sessions.Where(s => s.EndedAt == null);
        var owners = await open.Select(s => s.OwnerId).Distinct().ToListAsync(cancellationToken);
        if (owners.Count == 0)
        {
            return false;
        }

        var now = Now;
        await audit.RecordAsync(
            async () =>
            {
                await open.ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellationToken);
                return entry;
            },
            cancellationToken);
        owners.ForEach(states.Forget);
        return true;
    }

    private async Task EndReusedAsync(Session session, DateTime now, CancellationToken cancellationToken)
    {
        session.EndedAt = now;
        await audit.SaveAsync(
            new AuditEntry(AuditActions.RefreshReused, session.Id.ToString()) { TenantId = session.TenantId, ActorId = session.OwnerId, Result = AuditResult.Denied },
            cancellationToken);
        states.Forget(session.OwnerId);
    }

    private async Task<List<SessionId>> EndOldestAsync(Session added, DateTime now, CancellationToken cancellationToken)
    {
        var surplus = await db.Sessions.IgnoreQueryFilters().Where(s => s.OwnerId == added.OwnerId && s.EndedAt == null)
            .OrderByDescending(s => s.LastSeenAt).Skip(accounts.Value.MaxSessions - 1).Select(s => s.Id).ToListAsync(cancellationToken);
        if (surplus.Count > 0)
        {
            await db.Sessions.IgnoreQueryFilters().Where(s => surplus.Contains(s.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellationToken);
        }

        return surplus;
    }

    private string Add(Session session, DateTime now)
    {
        var token = OpaqueToken.New();
        db.Add(new RefreshToken
        {
            Hash = OpaqueToken.Hash(token),
            SessionId = session.Id,
            TenantId = session.TenantId,
            OwnerId = session.OwnerId,
            CreatedAt = now,
            ExpiresAt = session.ExpiresAt,
        });
        return token;
    }

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private static AppException Refused() => new(ErrorCode.AuthenticationError, "This sign-in has ended. Sign in again.");
}
