using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Groups;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Accounts.External;

/// <summary>
/// Makes of somebody's role and groups what the provider says of them. What is given here stays: a role where the provider
/// maps none, and memberships that it did not make.
/// </summary>
internal sealed class ExternalProfile(ParleyDbContext db, AuditTrail audit, TimeProvider clock)
{
    private const int MaxGroups = 200;

    /// <param name="role">Null: as it is.</param>
    public async Task ApplyAsync(User user, Role? role, IReadOnlyList<string>? groups, CancellationToken cancellationToken)
    {
        var wanted = groups is null ? null : Names(groups);
        if ((role is null || role == user.Role) && (wanted is null || await IsMemberOfAsync(user, wanted, cancellationToken)))
        {
            return;
        }

        var details = new Dictionary<string, string>();
        await audit.RecordAsync(
            async () =>
            {
                await LockTenantAsync(user, cancellationToken);
                await ChangeRoleAsync(user, role, details, cancellationToken);
                await ChangeGroupsAsync(user, wanted, details, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return new AuditEntry(AuditActions.ExternalProfileMapped, user.Id.ToString()) { TenantId = user.TenantId, ActorId = user.Id.Value, Details = details };
            },
            cancellationToken);
    }

    // Whoever changes a tenant's people waits here for the other: two owners lowered at once would each see the other.
    private Task<int> LockTenantAsync(User user, CancellationToken cancellationToken)
    {
        var tenant = new TenantId(user.TenantId);
        return db.Tenants.Where(t => t.Id == tenant).ExecuteUpdateAsync(set => set.SetProperty(t => t.UpdatedAt, t => t.UpdatedAt), cancellationToken);
    }

    private async Task ChangeRoleAsync(User user, Role? role, Dictionary<string, string> details, CancellationToken cancellationToken)
    {
        await db.Entry(user).ReloadAsync(cancellationToken);
        if (role is not { } wanted || wanted == user.Role)
        {
            return;
        }

        (details["role_before"], details["role"]) = (SnakeCaseEnum.Write(user.Role), SnakeCaseEnum.Write(wanted));
        if (user.Role is Role.Owner && !await db.Users.IgnoreQueryFilters()
            .AnyAsync(u => u.TenantId == user.TenantId && u.Role == Role.Owner && !u.Disabled && u.Id != user.Id, cancellationToken))
        {
            // Nobody would be left to answer for the tenant.
            details["role_kept"] = "the last owner";
            return;
        }

        (user.Role, user.UpdatedAt) = (wanted, clock.GetUtcNow().UtcDateTime);
    }

    private async Task ChangeGroupsAsync(User user, IReadOnlyList<string>? wanted, Dictionary<string, string> details, CancellationToken cancellationToken)
    {
        if (wanted is null)
        {
            return;
        }

        var groups = await db.Groups.IgnoreQueryFilters().Where(g => g.TenantId == user.TenantId && wanted.Contains(g.Name)).ToListAsync(cancellationToken);
        foreach (var name in wanted.Except(groups.Select(g => g.Name)).ToList())
        {
            var made = new Group { Id = GroupId.New(), TenantId = user.TenantId, Name = name, CreatedAt = clock.GetUtcNow().UtcDateTime };
            db.Add(made);
            groups.Add(made);
        }

        var members = await db.GroupMembers.IgnoreQueryFilters().Where(m => m.UserId == user.Id).ToListAsync(cancellationToken);
        var left = members.Where(m => m.FromProvider && groups.TrueForAll(g => g.Id != m.GroupId)).ToList();
        var entered = groups.Where(g => members.TrueForAll(m => m.GroupId != g.Id)).ToList();
        db.RemoveRange(left);
        db.AddRange(entered.Select(g => new GroupMember { GroupId = g.Id, UserId = user.Id, TenantId = user.TenantId, FromProvider = true }));
        (details["groups_entered"], details["groups_left"]) = (Ids(entered.Select(g => g.Id)), Ids(left.Select(m => m.GroupId)));
    }

    private async Task<bool> IsMemberOfAsync(User user, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        var now = await (
            from member in db.GroupMembers.IgnoreQueryFilters().Where(m => m.UserId == user.Id)
            join g in db.Groups.IgnoreQueryFilters() on member.GroupId equals g.Id
            select new { g.Name, member.FromProvider }).ToListAsync(cancellationToken);
        return wanted.All(name => now.Exists(n => n.Name == name)) && now.TrueForAll(n => !n.FromProvider || wanted.Contains(n.Name));
    }

    // What would not be taken as a group's name here is passed over: a sign-in must not fail by it.
    private static List<string> Names(IReadOnlyList<string> groups) =>
    [
        .. groups.Select(group =>
        {
            var errors = new FieldErrors();
            var name = NameRule.Read(errors, "group", group);
            return errors.Any ? "" : name;
        }).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Take(MaxGroups),
    ];

    private static string Ids(IEnumerable<GroupId> groups) => string.Join(' ', groups);
}
