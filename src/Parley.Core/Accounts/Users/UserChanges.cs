using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Sessions;
using Parley.Accounts.States;
using Parley.Accounts.Tenants;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Accounts.Users;

/// <summary>Changes people of the caller's tenant, and holds at once.</summary>
public sealed class UserChanges(ParleyDbContext db, AuditTrail audit, AccountStates states, TimeProvider clock)
{
    /// <exception cref="AppException">There is no such user, or the caller may not do that.</exception>
    public async Task<User> ApplyAsync(Caller by, UserId id, UserChange change, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var name = change.Name is null ? null : NameRule.Read(errors, "name", change.Name);
        errors.Check();
        if (change.IsEmpty)
        {
            return await FindAsync(id, cancellationToken);
        }

        User? changed = null;
        await audit.RecordAsync(
            async () =>
            {
                // 1. One at a time within a tenant, so that two who lower each other do not both see another owner left.
                var tenant = await LockTenantAsync(by, cancellationToken);

                // 2. Who may, given what the row holds now.
                changed = await FindAsync(id, cancellationToken);
                await CheckAsync(by, tenant, changed, change, cancellationToken);

                // 3. The change, what it ends, and what is recorded of it.
                var entry = new AuditEntry(AuditActions.UserChanged, id.ToString()) { Details = Describe(changed, change, name) };
                Write(changed, change, name);
                await db.SaveChangesAsync(cancellationToken);
                if (changed.Disabled)
                {
                    await db.EndSessionsAsync(id, except: null, clock, cancellationToken);
                }

                return entry;
            },
            cancellationToken);
        states.Forget(id.Value);
        return changed!;
    }

    /// <exception cref="AppException"><see cref="ErrorCode.NotFound"/>: none in the caller's tenant.</exception>
    public async Task<User> FindAsync(UserId id, CancellationToken cancellationToken) =>
        await db.Users.SingleOrDefaultAsync(u => u.Id == id, cancellationToken) ?? throw new AppException(ErrorCode.NotFound, "There is no such user.");

    private async Task<Tenant> LockTenantAsync(Caller by, CancellationToken cancellationToken)
    {
        var id = new TenantId(by.TenantId);
        await db.Tenants.Where(t => t.Id == id).ExecuteUpdateAsync(set => set.SetProperty(t => t.UpdatedAt, t => t.UpdatedAt), cancellationToken);
        return await db.Tenants.AsNoTracking().SingleAsync(t => t.Id == id, cancellationToken);
    }

    private async Task CheckAsync(Caller by, Tenant tenant, User user, UserChange change, CancellationToken cancellationToken)
    {
        var role = change.Role ?? user.Role;
        by.CheckReaches(user);
        by.CheckGives(role);
        if (user.Id.Value == by.UserId && (role != user.Role || change.Disabled is true))
        {
            throw new AppException(ErrorCode.Forbidden, "Nobody changes their own role or disables themselves. Ask another admin.");
        }

        if (role != user.Role && (role is Role.Service || user.Role is Role.Service))
        {
            throw AppException.Invalid("role", "People do not become service accounts, nor the other way round. Make a new account.");
        }

        if (change.Tier > tenant.Tier && !by.May(Rights.Operate))
        {
            throw new AppException(ErrorCode.Forbidden, "A tier above the tenant's own is the operator's to give.");
        }

        var ends = user is { Role: Role.Owner, Disabled: false } && (role is not Role.Owner || change.Disabled is true);
        if (ends && !await db.Users.AnyAsync(u => u.Role == Role.Owner && !u.Disabled && u.Id != user.Id, cancellationToken))
        {
            throw new AppException(ErrorCode.Conflict, "This is the last active owner. Make somebody else an owner first.");
        }
    }

    private void Write(User user, UserChange change, string? name)
    {
        user.Name = name ?? user.Name;
        user.Role = change.Role ?? user.Role;
        user.Disabled = change.Disabled ?? user.Disabled;
        user.Tier = change.SetsTier ? change.Tier : user.Tier;
        user.UpdatedAt = clock.GetUtcNow().UtcDateTime;
    }

    // The name is left out: it is a person's, and the trail outlives them.
    private static Dictionary<string, string> Describe(User user, UserChange change, string? name)
    {
        var details = new Dictionary<string, string>();
        if (name is not null && name != user.Name)
        {
            details["name"] = "changed";
        }

        if (change.Role is { } role && role != user.Role)
        {
            details["role"] = $"{SnakeCaseEnum.Write(user.Role)} -> {SnakeCaseEnum.Write(role)}";
        }

        if (change.Disabled is { } disabled && disabled != user.Disabled)
        {
            details["disabled"] = disabled ? "true" : "false";
        }

        if (change.SetsTier && change.Tier != user.Tier)
        {
            details["tier"] = $"{Write(user.Tier)} -> {Write(change.Tier)}";
        }

        return details;
    }

    private static string Write(Tier? tier) => tier is { } own ? SnakeCaseEnum.Write(own) : "tenant";
}
