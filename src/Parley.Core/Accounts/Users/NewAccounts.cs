using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Links;
using Parley.Accounts.Passwords;
using Parley.Accounts.Tenants;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Accounts.Users;

/// <summary>Makes accounts: the first owner, those who were invited, and programs.</summary>
public sealed class NewAccounts(ParleyDbContext db, OneTimeLinks links, PasswordHashes hashes, PasswordRules rules, AuditTrail audit, TimeProvider clock)
{
    /// <summary>
    /// Makes the operator's tenant and its owner. They take over the ids of single-user mode, so that what was stored there
    /// is theirs.
    /// </summary>
    /// <exception cref="AppException">The form is wrong, or there are people already.</exception>
    public async Task<User> MakeOwnerAsync(OneTimeLink link, LinkForm form, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var email = EmailAddress.Read(form.Email);
        errors.Add("email", email is null ? "Give an e-mail address, such as ada@example.com." : null);
        var tenantName = NameRule.Read(errors, "tenant_name", form.TenantName);
        var owner = await ReadAsync(form, errors, new UserId(Caller.Local.UserId), Caller.Local.TenantId, email, Role.Owner, tenantName, cancellationToken);
        await audit.RecordAsync(
            async () =>
            {
                await links.UseAsync(link, cancellationToken);
                if (await db.AnyUserAsync(cancellationToken))
                {
                    throw OneTimeLinks.Gone();
                }

                db.Add(new Tenant
                {
                    Id = new TenantId(Caller.Local.TenantId),
                    Name = tenantName,
                    Tier = Tier.Enterprise,
                    IsOperator = true,
                    CreatedAt = owner.CreatedAt,
                    UpdatedAt = owner.CreatedAt,
                });
                db.Add(owner);
                await db.SaveChangesAsync(cancellationToken);
                return new AuditEntry(AuditActions.OwnerMade, owner.Id.ToString()) { TenantId = owner.TenantId, ActorId = owner.Id.Value };
            },
            cancellationToken);
        return owner;
    }

    /// <exception cref="AppException">The form is wrong, or the address has an account already.</exception>
    public async Task<User> MakeInvitedAsync(OneTimeLink link, LinkForm form, CancellationToken cancellationToken)
    {
        var tenantId = new TenantId(link.TenantId);
        var tenant = await db.Tenants.AsNoTracking().SingleOrDefaultAsync(t => t.Id == tenantId && !t.Disabled, cancellationToken) ?? throw OneTimeLinks.Gone();

        await links.CheckMakerAsync(link, link.Role ?? Role.Viewer, cancellationToken);

        // The link alone says who is invited as what; the form may say what it likes.
        var email = EmailAddress.Read(link.Email) ?? throw OneTimeLinks.Gone();
        await RefuseTakenAsync(email, cancellationToken);
        var user = await ReadAsync(form, new FieldErrors(), UserId.New(), link.TenantId, email, link.Role ?? Role.Viewer, tenant.Name, cancellationToken);
        await SaveNewEmailAsync(
            async () =>
            {
                await links.UseAsync(link, cancellationToken);
                db.Add(user);
                await db.SaveChangesAsync(cancellationToken);
                return new AuditEntry(AuditActions.InvitationUsed, user.Id.ToString())
                {
                    TenantId = user.TenantId,
                    ActorId = user.Id.Value,
                    Details = new Dictionary<string, string> { ["role"] = SnakeCaseEnum.Write(user.Role), ["link"] = link.Id.ToString() },
                };
            },
            cancellationToken);
        return user;
    }

    /// <summary>Makes an account for a program, which has keys and never signs in.</summary>
    public async Task<User> MakeServiceAsync(Caller by, string? name, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var clean = NameRule.Read(errors, "name", name);
        errors.Check();
        var id = UserId.New();
        var user = New(id, by.TenantId, "", id.ToString(), clean, Role.Service);
        db.Add(user);
        await audit.SaveAsync(
            new AuditEntry(AuditActions.UserMade, id.ToString()) { Details = new Dictionary<string, string> { ["role"] = SnakeCaseEnum.Write(Role.Service) } },
            cancellationToken);
        return user;
    }

    /// <exception cref="AppException"><see cref="ErrorCode.Conflict"/>: somebody has that address, in whichever tenant.</exception>
    public async Task RefuseTakenAsync(EmailAddress email, CancellationToken cancellationToken)
    {
        // Not by the caller's tenant: addresses are unique in the installation.
        if (await db.Users.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).AnyAsync(u => u.EmailKey == email.Key, cancellationToken))
        {
            throw Taken();
        }
    }

    /// <summary>Saves a change that gives somebody an address. Of two who take the same at once, one succeeds.</summary>
    public async Task SaveNewEmailAsync(Func<Task<AuditEntry>> change, CancellationToken cancellationToken)
    {
        try
        {
            await audit.RecordAsync(change, cancellationToken);
        }
        catch (DbUpdateException e) when (e.Entries.Any(entry => entry.Entity is User))
        {
            throw Taken();
        }
    }

    private async Task<User> ReadAsync(
        LinkForm form, FieldErrors errors, UserId id, Guid tenant, EmailAddress? email, Role role, string tenantName, CancellationToken cancellationToken)
    {
        var name = NameRule.Read(errors, "name", form.Name);
        errors.Add("password", rules.Problem(form.Password, email?.Text, name, tenantName));
        errors.Check();
        var user = New(id, tenant, email?.Text ?? "", email?.Key ?? "", name, role);
        user.PasswordHash = await hashes.HashAsync(form.Password ?? "", cancellationToken);
        return user;
    }

    private User New(UserId id, Guid tenant, string email, string emailKey, string name, Role role)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new User { Id = id, TenantId = tenant, Email = email, EmailKey = emailKey, Name = name, Role = role, CreatedAt = now, UpdatedAt = now };
    }

    private static AppException Taken() => new(ErrorCode.Conflict, "There is an account with this e-mail address already.");
}

/// <summary>Questions about everybody there is.</summary>
public static class UserQueries
{
    /// <summary>Whether there is anybody yet, in whichever tenant.</summary>
    public static Task<bool> AnyUserAsync(this ParleyDbContext db, CancellationToken cancellationToken) =>
        db.Users.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).AnyAsync(cancellationToken);
}
