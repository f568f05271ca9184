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
using Parley.Server.Http;

namespace Parley.Server.Endpoints.Accounts;

/// <summary>API keys: one's own here, those of others in <see cref="UserKeyEndpoints"/>.</summary>
internal static class KeyEndpoints
{
    public const string Example = """{ "name": "Nightly report", "scopes": ["use_models"], "expires_at": "2030-01-31T00:00:00Z", "requests_per_minute": 60 }""";

    public const string Description =
        "The key is in this answer and never again. Without scopes it may use_models, read_content and write_content, as far as its owner may; without expires_at it holds 90 days.";

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/keys").WithTags("Keys");
        group.MapGet("/", List).Requires(Rights.ManageKeys).WithSummary("Lists one's API keys, the newest first")
            .WithParameter("limit", "1 to 100; default 50.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400);
        group.MapPost("/", Create).Requires(Rights.ManageKeys).WithSummary("Makes an API key").WithDescription(Description).WithExample(Example)
            .Accepts<CreateKeyRequest>("application/json").WithProblems(400, 409, 415);
        group.MapDelete("/{id}", Revoke).Requires(Rights.ManageKeys).WithSummary("Revokes an API key, at once").WithProblems(404);
        api.MapUserKeys();
    }

    /// <summary>A page of somebody's keys.</summary>
    public static async Task<Ok<Page<KeyResponse>>> ListAsync(HttpContext http, ApiKeyBook keys, Guid owner)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 50, maxLimit: 100);
        page.Check();
        var all = keys.Of(owner);
        var found = await all.Skip(page.Offset).Take(page.Limit).ToListAsync(http.RequestAborted);
        var total = await all.CountAsync(http.RequestAborted);
        return TypedResults.Ok(new Page<KeyResponse>([.. found.Select(row => KeyResponse.From(row))], total, page.Limit, page.Offset));
    }

    /// <summary>Reads the request, and makes the key for that owner.</summary>
    public static async Task<KeyResponse> CreateAsync(HttpContext http, ApiKeyBook keys, User owner, Caller maker)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.CreateKeyRequest);
        var (key, row) = await keys.AddAsync(request.ToRequest(), owner, maker, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return KeyResponse.From(row, key);
    }

    private static Task<Ok<Page<KeyResponse>>> List(HttpContext http, ApiKeyBook keys, CurrentCaller caller) =>
        ListAsync(http, keys, caller.Required.UserId);

    private static async Task<Created<KeyResponse>> Create(HttpContext http, ApiKeyBook keys, CurrentCaller caller, ParleyDbContext db)
    {
        var id = new UserId(caller.Required.UserId);
        var owner = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, http.RequestAborted)
            ?? throw new AppException(ErrorCode.Conflict, "In single-user mode there are no keys; whoever reaches this machine may do all.");
        var made = await CreateAsync(http, keys, owner, caller.Required);
        return TypedResults.Created($"/api/v1/keys/{made.Id}", made);
    }

    private static async Task<NoContent> Revoke(ApiKeyId id, ApiKeyBook keys, CurrentCaller caller, CancellationToken cancellationToken)
    {
        await keys.RevokeAsync(caller.Required.UserId, id, cancellationToken);
        return TypedResults.NoContent();
    }
}
