using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Links;
using Parley.Accounts.Sessions;
using Parley.Accounts.Users;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints.Accounts;

/// <summary>The people and service accounts of one's tenant.</summary>
internal static class UserEndpoints
{
    private const int MaxQueryLength = 200;

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/users").WithTags("People").Requires(Rights.ManageUsers);
        group.MapGet("/", List).WithSummary("Lists people and service accounts by name").WithParameter("q", "A part of the name or the e-mail address.")
            .WithParameter("limit", "1 to 200; default 50.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400);
        group.MapPost("/", Create).WithSummary("Makes a service account").WithDescription("It cannot sign in; give it keys. People are invited.")
            .WithExample("""{ "name": "Nightly report", "role": "service" }""").Accepts<CreateUserRequest>("application/json").WithProblems(400, 415);
        group.MapGet("/{id}", Get).WithSummary("Gets somebody").WithProblems(404);
        group.MapPatch("/{id}", Update).WithSummary("Changes somebody's name, role, tier, or whether they are disabled")
            .WithDescription("It holds at once; disabling somebody ends their open streams too. Only owners change owners, nobody changes their own role, and one owner always stays.")
            .WithExample("""{ "role": "admin" }""").Accepts<UpdateUserRequest>("application/json").WithProblems(400, 403, 404, 409, 415);
        group.MapPost("/{id}/sign-out-everywhere", SignOut).WithSummary("Ends all sign-ins of somebody").WithProblems(403, 404);
        group.MapPost("/{id}/password-reset", ResetPassword).WithSummary("Makes a link with which somebody chooses a new password")
            .WithDescription("An earlier one ends. Using it ends all their sign-ins.").WithProblems(403, 404, 409);
        group.MapPost("/{id}/email-change", ChangeEmail).WithSummary("Makes a link with which somebody confirms a new e-mail address")
            .WithExample("""{ "email": "ada@example.org" }""").Accepts<ChangeEmailRequest>("application/json").WithProblems(400, 403, 404, 409, 415);
    }

    private static async Task<Ok<Page<UserResponse>>> List(HttpContext http, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 50, maxLimit: 200);
        page.Check();
        var found = Matching(db.Users.AsNoTracking(), http.Request.Query["q"].FirstOrDefault());
        var data = await found.OrderBy(user => user.Name).ThenBy(user => user.Id).Skip(page.Offset).Take(page.Limit).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Page<UserResponse>([.. data.Select(UserResponse.From)], await found.CountAsync(cancellationToken), page.Limit, page.Offset));
    }

    private static IQueryable<User> Matching(IQueryable<User> users, string? query)
    {
        var part = query?.Trim().ToLowerInvariant() ?? "";
        if (part.Length > MaxQueryLength)
        {
            throw AppException.Invalid("q", $"Must be at most {MaxQueryLength} characters.");
        }

#pragma warning disable CA1304, CA1311, CA1862 // Becomes SQL, which knows neither cultures nor comparisons.
        return part.Length == 0 ? users : users.Where(user => user.Name.ToLower().Contains(part) || (user.Email != "" && user.EmailKey.Contains(part)));
#pragma warning restore CA1304, CA1311, CA1862
    }

    private static async Task<Created<UserResponse>> Create(HttpContext http, NewAccounts accounts, CurrentCaller caller)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.CreateUserRequest);
        var errors = new FieldErrors();
        errors.Add("role", request.Role is "service" ? null : "Must be service. People are invited: POST /invitations.");
        errors.Check();
        var made = await accounts.MakeServiceAsync(caller.Required, request.Name, http.RequestAborted);
        return TypedResults.Created($"/api/v1/users/{made.Id}", UserResponse.From(made));
    }

    private static async Task<Ok<UserResponse>> Get(UserId id, UserChanges users, CancellationToken cancellationToken) =>
        TypedResults.Ok(UserResponse.From(await users.FindAsync(id, cancellationToken)));

    private static async Task<Ok<UserResponse>> Update(UserId id, HttpContext http, UserChanges users, CurrentCaller caller)
    {
        var change = (await JsonBody.ReadAsync(http, ApiJson.Default.UpdateUserRequest)).Read();
        return TypedResults.Ok(UserResponse.From(await users.ApplyAsync(caller.Required, id, change, http.RequestAborted)));
    }

    private static async Task<NoContent> SignOut(
        UserId id, UserChanges users, SessionIssuer sessions, CurrentCaller caller, CancellationToken cancellationToken)
    {
        caller.Required.CheckReaches(await users.FindAsync(id, cancellationToken));
        await sessions.EndAllAsync(id, except: null, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Created<IssuedLinkResponse>> ResetPassword(
        UserId id, UserChanges users, UserLinks links, CurrentCaller caller, CancellationToken cancellationToken)
    {
        var made = await links.ResetPasswordAsync(caller.Required, await users.FindAsync(id, cancellationToken), cancellationToken);
        return TypedResults.Created((string?)null, IssuedLinkResponse.From(made));
    }

    private static async Task<Created<IssuedLinkResponse>> ChangeEmail(UserId id, HttpContext http, UserChanges users, UserLinks links, CurrentCaller caller)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.ChangeEmailRequest);
        var made = await links.ChangeEmailAsync(caller.Required, await users.FindAsync(id, http.RequestAborted), request.Email, http.RequestAborted);
        return TypedResults.Created((string?)null, IssuedLinkResponse.From(made));
    }
}
