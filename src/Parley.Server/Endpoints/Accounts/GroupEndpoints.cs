using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Groups;
using Parley.Accounts.States;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints.Accounts;

/// <summary>The groups of a tenant; who is in them is in the other file of this name.</summary>
internal static class GroupEndpoints
{
    private const int MaxGroups = 1000;

    public static void MapGroups(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/groups").WithTags("People");
        group.MapGet("/", List).Requires(Rights.ManageUsers).WithSummary("Lists the groups by name")
            .WithParameter("limit", "1 to 100; default 50.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400);
        group.MapPost("/", Create).Requires(Rights.ManageUsers).WithSummary("Makes a group").WithExample("""{ "name": "Finance" }""")
            .Accepts<GroupRequest>("application/json").WithProblems(400, 409, 415);
        group.MapPatch("/{id}", Rename).Requires(Rights.ManageUsers).WithSummary("Renames a group").WithExample("""{ "name": "Accounting" }""")
            .Accepts<GroupRequest>("application/json").WithProblems(400, 404, 409, 415);
        group.MapDelete("/{id}", Delete).Requires(Rights.ManageUsers).WithSummary("Deletes a group; its members stay").WithProblems(404);
        group.MapGroupMembers();
    }

    public static AppException NotFound() => new(ErrorCode.NotFound, "There is no such group.");

    private static async Task<Ok<Page<GroupResponse>>> List(HttpContext http, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 50, maxLimit: 100);
        page.Check();
        var members = db.GroupMembers;
        var data = await db.Groups.OrderBy(g => g.Name).ThenBy(g => g.Id).Skip(page.Offset).Take(page.Limit)
            .Select(g => new GroupResponse(g.Id, g.Name, members.Count(m => m.GroupId == g.Id), g.CreatedAt)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Page<GroupResponse>(data, await db.Groups.CountAsync(cancellationToken), page.Limit, page.Offset));
    }

    private static async Task<Created<GroupResponse>> Create(HttpContext http, CurrentCaller caller, ParleyDbContext db, AuditTrail audit, TimeProvider clock)
    {
        var name = ReadName(await JsonBody.ReadAsync(http, ApiJson.Default.GroupRequest));
        if (await db.Groups.CountAsync(http.RequestAborted) >= MaxGroups)
        {
            throw new AppException(ErrorCode.Conflict, $"There are {MaxGroups} groups, which is the limit. Delete one first.");
        }

        var made = new Group { Id = GroupId.New(), TenantId = caller.Required.TenantId, Name = name, CreatedAt = clock.GetUtcNow().UtcDateTime };
        db.Add(made);
        await SaveAsync(db, audit, name, new AuditEntry(AuditActions.GroupMade, made.Id.ToString()), http.RequestAborted);
        return TypedResults.Created($"/api/v1/groups/{made.Id}", new GroupResponse(made.Id, made.Name, 0, made.CreatedAt));
    }

    private static async Task<Ok<GroupResponse>> Rename(GroupId id, HttpContext http, ParleyDbContext db, AuditTrail audit)
    {
        var name = ReadName(await JsonBody.ReadAsync(http, ApiJson.Default.GroupRequest));
        var found = await db.Groups.SingleOrDefaultAsync(g => g.Id == id, http.RequestAborted) ?? throw NotFound();
        if (found.Name != name)
        {
            found.Name = name;
            await SaveAsync(db, audit, name, new AuditEntry(AuditActions.GroupRenamed, id.ToString()), http.RequestAborted);
        }

        return TypedResults.Ok(new GroupResponse(id, name, await db.GroupMembers.CountAsync(m => m.GroupId == id, http.RequestAborted), found.CreatedAt));
    }

    private static async Task<NoContent> Delete(GroupId id, ParleyDbContext db, AuditTrail audit, AccountStates states, CancellationToken cancellationToken)
    {
        await audit.RecordAsync(
            async () => await db.Groups.Where(g => g.Id == id).ExecuteDeleteAsync(cancellationToken) == 1
                ? new AuditEntry(AuditActions.GroupDeleted, id.ToString())
                : throw NotFound(),
            cancellationToken);
        states.ForgetAll();
        return TypedResults.NoContent();
    }

    private static string ReadName(GroupRequest request)
    {
        var errors = new FieldErrors();
        var name = NameRule.Read(errors, "name", request.Name);
        errors.Check();
        return name;
    }

    // Looked up before, for the usual case, and caught after, for two who take the name at once.
    private static async Task SaveAsync(ParleyDbContext db, AuditTrail audit, string name, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (await db.Groups.AnyAsync(g => g.Name == name, cancellationToken))
        {
            throw Taken(null);
        }

        await audit.RecordAsync(
            async () =>
            {
                try
                {
                    await db.SaveChangesAsync(cancellationToken);
                    return entry;
                }
                catch (DbUpdateException e)
                {
                    throw Taken(e);
                }
            },
            cancellationToken);
    }

    private static AppException Taken(Exception? inner) => new(ErrorCode.Conflict, "There is a group of that name already.", inner);
}
