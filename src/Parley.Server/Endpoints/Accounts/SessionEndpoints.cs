using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Sessions;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints.Accounts;

/// <summary>One's own account: who one is, and the sign-ins one has.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/auth").WithTags("Account");
        group.MapPost("/refresh", Refresh).AllowAnonymous().WithSummary("Exchanges a refresh token for new tokens")
            .WithDescription("A refresh token serves once. Its second use ends the session, because it was copied. Without a body the cookie is meant.")
            .WithExample("""{ "refresh_token": "…" }""").Accepts<RefreshRequest>("application/json").Produces<SignInResponse>().WithProblems(400, 401);
        group.MapGet("/me", Me).Requires(Rights.None).WithSummary("Says who the caller is and what they may do").Produces<MeResponse>();
        group.MapPatch("/me", ChangeMe).RefusesKeys().Requires(Rights.ReadContent).WithSummary("Changes one's name")
            .WithExample("""{ "name": "Ada" }""").Accepts<ChangeMeRequest>("application/json").Produces<MeResponse>().WithProblems(400, 415);
        group.MapGet("/sessions", List).Requires(Rights.ReadContent).WithSummary("Lists one's sign-ins, the latest first")
            .WithParameter("limit", "1 to 100; default 50.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400);
        group.MapDelete("/sessions/{id}", End).RefusesKeys().Requires(Rights.ReadContent).WithSummary("Ends one of one's sign-ins").WithProblems(404);
        group.MapPost("/sign-out", SignOut).Requires(Rights.None).WithSummary("Ends this sign-in");
        group.MapPost("/sign-out-everywhere", SignOutEverywhere).RefusesKeys().Requires(Rights.None).WithSummary("Ends all of one's sign-ins, this one too");
    }

    private static async Task Refresh(HttpContext http, SessionIssuer sessions, SignInAnswers answers)
    {
        var body = (await JsonBody.ReadOptionalAsync(http, ApiJson.Default.RefreshRequest)).RefreshToken;
        var token = body ?? http.Request.Cookies[SessionCookies.Refresh]
            ?? throw new AppException(ErrorCode.AuthenticationError, "Sign in: there is no refresh token.");
        try
        {
            await answers.WriteAsync(http, await sessions.RefreshAsync(token, http.RequestAborted), cookie: body is null);
        }
        catch (AppException e) when (e.Code is ErrorCode.AuthenticationError && body is null)
        {
            SessionCookies.Clear(http);
            throw;
        }
    }

    private static async Task<Ok<MeResponse>> Me(ProfileReader profiles, CurrentCaller caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(await profiles.ReadAsync(caller.Required, cancellationToken));

    private static async Task<Ok<MeResponse>> ChangeMe(
        HttpContext http, ProfileReader profiles, CurrentCaller caller, ParleyDbContext db, AuditTrail audit, TimeProvider clock)
    {
        var errors = new FieldErrors();
        var name = NameRule.Read(errors, "name", (await JsonBody.ReadAsync(http, ApiJson.Default.ChangeMeRequest)).Name);
        errors.Check();
        var id = new UserId(caller.Required.UserId);
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == id, http.RequestAborted)
            ?? throw new AppException(ErrorCode.Conflict, "In single-user mode there is no account to change.");
        (user.Name, user.UpdatedAt) = (name, clock.GetUtcNow().UtcDateTime);
        await audit.SaveAsync(new AuditEntry(AuditActions.ProfileChanged, id.ToString()), http.RequestAborted);
        return await Me(profiles, caller, http.RequestAborted);
    }

    private static async Task<Ok<Page<SessionResponse>>> List(
        HttpContext http, CurrentCaller caller, ParleyDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 50, maxLimit: 100);
        page.Check();
        var now = clock.GetUtcNow().UtcDateTime;
        var open = db.Sessions.Where(s => s.EndedAt == null && s.ExpiresAt > now);
        var current = new SessionId(caller.Required.SessionId ?? Guid.Empty);
        var found = await open.AsNoTracking().OrderByDescending(s => s.LastSeenAt).ThenByDescending(s => s.Id).Skip(page.Offset).Take(page.Limit).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Page<SessionResponse>([.. found.Select(s => SessionResponse.From(s, current))], await open.CountAsync(cancellationToken), page.Limit, page.Offset));
    }

    private static async Task<NoContent> End(SessionId id, SessionIssuer sessions, CancellationToken cancellationToken) =>
        await sessions.EndAsync(id, cancellationToken)
            ? TypedResults.NoContent()
            : throw new AppException(ErrorCode.NotFound, "There is no such sign-in.");

    private static async Task<NoContent> SignOut(HttpContext http, SessionIssuer sessions, CurrentCaller caller)
    {
        if (caller.Required.SessionId is { } session)
        {
            await sessions.EndAsync(new SessionId(session), http.RequestAborted);
        }

        SessionCookies.Clear(http);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SignOutEverywhere(HttpContext http, SessionIssuer sessions, CurrentCaller caller)
    {
        await sessions.EndAllAsync(new UserId(caller.Required.UserId), except: null, http.RequestAborted);
        SessionCookies.Clear(http);
        return TypedResults.NoContent();
    }
}
