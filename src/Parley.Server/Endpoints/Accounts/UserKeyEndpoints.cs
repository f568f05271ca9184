using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Keys;
using Parley.Accounts.Users;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;

namespace Parley.Server.Endpoints.Accounts;

/// <summary>The API keys of others: made for programs, listed and revoked for everybody.</summary>
internal static class UserKeyEndpoints
{
    public static void MapUserKeys(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/users/{user}/keys").WithTags("Keys");
        group.MapGet("/", List).Requires(Rights.ManageUsers).WithSummary("Lists the API keys of somebody in the tenant, the newest first")
            .WithParameter("limit", "1 to 100; default 50.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400, 404);
        group.MapPost("/", Create).Requires(Rights.ManageUsers).WithSummary("Makes an API key for a service account")
            .WithDescription($"People make their own. {KeyEndpoints.Description}").WithExample(KeyEndpoints.Example)
            .Accepts<CreateKeyRequest>("application/json").WithProblems(400, 403, 404, 409, 415);
        group.MapDelete("/{id}", Revoke).Requires(Rights.ManageUsers).WithSummary("Revokes an API key of somebody in the tenant, at once").WithProblems(403, 404);
    }

    private static async Task<Ok<Page<KeyResponse>>> List(UserId user, HttpContext http, ApiKeyBook keys, ParleyDbContext db)
    {
        var owner = await FindAsync(user, db, http.RequestAborted);
        return await KeyEndpoints.ListAsync(http, keys, owner.Id.Value);
    }

    private static async Task<Created<KeyResponse>> Create(UserId user, HttpContext http, ApiKeyBook keys, CurrentCaller caller, ParleyDbContext db)
    {
        var owner = await FindAsync(user, db, http.RequestAborted);
        if (owner.Role is not Role.Service)
        {
            throw new AppException(ErrorCode.Forbidden, "People make their own keys. Make a service account for a program.");
        }

        var made = await KeyEndpoints.CreateAsync(http, keys, owner, caller.Required);
        return TypedResults.Created($"/api/v1/users/{user}/keys/{made.Id}", made);
    }

    private static async Task<NoContent> Revoke(
        UserId user, ApiKeyId id, ApiKeyBook keys, CurrentCaller caller, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var owner = await FindAsync(user, db, cancellationToken);
        caller.Required.CheckReaches(owner);
        await keys.RevokeAsync(owner.Id.Value, id, cancellationToken);
        return TypedResults.NoContent();
    }

    // Within the caller's tenant, by its filter.
    private static async Task<User> FindAsync(UserId id, ParleyDbContext db, CancellationToken cancellationToken) =>
        await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, cancellationToken)
        ?? throw new AppException(ErrorCode.NotFound, "There is nobody with this id.");
}
