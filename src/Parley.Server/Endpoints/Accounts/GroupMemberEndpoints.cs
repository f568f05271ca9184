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

namespace Parley.Server.Endpoints.Accounts;

/// <summary>Who is in a group.</summary>
internal static class GroupMemberEndpoints
{
    public static void MapGroupMembers(this RouteGroupBuilder groups)
    {
        groups.MapGet("/{id}/members", List).Requires(Rights.ManageUsers).WithSummary("Lists the members of a group by name")
            .WithParameter("limit", "1 to 200; default 100.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400, 404);
        groups.MapPut("/{id}/members/{user}", Add).Requires(Rights.ManageUsers).WithSummary("Puts somebody into a group")
            .WithDescription("Also 204 when they are in it already.").WithProblems(404);
        groups.MapDelete("/{id}/members/{user}", Remove).Requires(Rights.ManageUsers).WithSummary("Takes somebody out of a group").WithProblems(404);
    }

    private static async Task<Ok<Page<GroupMemberResponse>>> List(GroupId id, HttpContext http, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 100, maxLimit: 200);
        page.Check();
        await FindAsync(db, id, cancellationToken);
        var members = db.GroupMembers.Where(m => m.GroupId == id);
        var data = await members.Join(db.Users, m => m.UserId, u => u.Id, (m, u) => new { u.Id, u.Email, u.Name, m.FromProvider })
            .OrderBy(m => m.Name).ThenBy(m => m.Id).Skip(page.Offset).Take(page.Limit)
            .Select(m => new GroupMemberResponse(m.Id, m.Email, m.Name, m.FromProvider)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Page<GroupMemberResponse>(data, await members.CountAsync(cancellationToken), page.Limit, page.Offset));
    }

    private static async Task<NoContent> Add(
        GroupId id, UserId user, CurrentCaller caller, ParleyDbContext db, AuditTrail audit, AccountStates states, CancellationToken cancellationToken)
    {
        await FindAsync(db, id, cancellationToken);
        if (!await db.Users.AnyAsync(u => u.Id == user, cancellationToken))
        {
            throw new AppException(ErrorCode.NotFound, "There is no such user.");
        }

        // An administrator's word stands above the provider's: from now on only people take this member out.
        if (await db.GroupMembers.SingleOrDefaultAsync(m => m.GroupId == id && m.UserId == user, cancellationToken) is not { } member)
        {
            db.Add(new GroupMember { GroupId = id, UserId = user, TenantId = caller.Required.TenantId });
        }
        else if (member.FromProvider)
        {
            member.FromProvider = false;
        }
        else
        {
            return TypedResults.NoContent();
        }

        await audit.SaveAsync(Entry(AuditActions.GroupMemberAdded, id, user), cancellationToken);
        states.Forget(user.Value);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Remove(
        GroupId id, UserId user, ParleyDbContext db, AuditTrail audit, AccountStates states, CancellationToken cancellationToken)
    {
        await audit.RecordAsync(
            async () => await db.GroupMembers.Where(m => m.GroupId == id && m.UserId == user).ExecuteDeleteAsync(cancellationToken) == 1
                ? Entry(AuditActions.GroupMemberRemoved, id, user)
                : throw new AppException(ErrorCode.NotFound, "There is no such member of such a group."),
            cancellationToken);
        states.Forget(user.Value);
        return TypedResults.NoContent();
    }

    private static async Task FindAsync(ParleyDbContext db, GroupId id, CancellationToken cancellationToken)
    {
        if (!await db.Groups.AnyAsync(g => g.Id == id, cancellationToken))
        {
            throw GroupEndpoints.NotFound();
        }
    }

    private static AuditEntry Entry(string action, GroupId id, UserId user) =>
        new(action, id.ToString()) { Details = new Dictionary<string, string> { ["user"] = user.ToString() } };
}
