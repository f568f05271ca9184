using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Accounts.External;

/// <summary>
/// Finds the account of somebody whom the provider names, or makes it. All of it without query filters: there is no caller
/// before somebody is found; each query names what it is bound by.
/// </summary>
internal sealed class ExternalAccounts(ParleyDbContext db, AuditTrail audit, IOptions<ExternalAccountOptions> options, TimeProvider clock)
{
    public async Task<(User? User, ExternalRefusal? Refusal)> FindOrMakeAsync(ExternalIdentity who, CancellationToken cancellationToken)
    {
        if (await FindAsync(who, cancellationToken) is { } known)
        {
            return (known, null);
        }

        // The same person may sign in twice at once: whoever comes second finds the account of the first, be it when they
        // look for the address or when they save.
        try
        {
            var (user, refusal) = await LinkOrMakeAsync(who, cancellationToken);
            return refusal is ExternalRefusal.EmailTaken && await FindAsync(who, cancellationToken) is { } made ? (made, null) : (user, refusal);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await FindAsync(who, cancellationToken) is { } made)
            {
                return (made, null);
            }

            throw;
        }
    }

    /// <summary>The tenant of new people; null when there is none yet, or it is disabled.</summary>
    public async Task<Tenant?> FindTenantAsync(CancellationToken cancellationToken)
    {
        var id = EntityId.Parse<TenantId>(options.Value.Tenant);
        return string.IsNullOrWhiteSpace(options.Value.Tenant)
            ? await db.Tenants.SingleOrDefaultAsync(t => t.IsOperator && !t.Disabled, cancellationToken)
            : await db.Tenants.SingleOrDefaultAsync(t => t.Id == id && !t.Disabled, cancellationToken);
    }

    private async Task<User?> FindAsync(ExternalIdentity who, CancellationToken cancellationToken)
    {
        var login = await db.ExternalLogins.IgnoreQueryFilters().AsNoTracking()
            .SingleOrDefaultAsync(l => l.Issuer == who.Issuer && l.Subject == who.Subject, cancellationToken);
        return login is null ? null : await db.Users.IgnoreQueryFilters().SingleOrDefaultAsync(u => u.Id == login.UserId, cancellationToken);
    }

    private async Task<(User? User, ExternalRefusal? Refusal)> LinkOrMakeAsync(ExternalIdentity who, CancellationToken cancellationToken)
    {
        if (await FindTenantAsync(cancellationToken) is not { } tenant)
        {
            return (null, ExternalRefusal.NotAllowed);
        }

        if (EmailAddress.Read(who.Email) is not { } email)
        {
            return (null, ExternalRefusal.EmailMissing);
        }

        if (await db.Users.IgnoreQueryFilters().SingleOrDefaultAsync(u => u.EmailKey == email.Key, cancellationToken) is { } existing)
        {
            return await MayLinkAsync(existing, tenant, who, cancellationToken)
                ? (await LinkAsync(existing, who, cancellationToken), null)
                : (null, ExternalRefusal.EmailTaken);
        }

        return options.Value.CreateUsers && RoleOfNew(who) is { } role
            ? (await MakeAsync(tenant, email, role, who, cancellationToken), null)
            : (null, ExternalRefusal.NotAllowed);
    }

    private Role? RoleOfNew(ExternalIdentity who) => who.Role?.Role ?? options.Value.RoleOfOthers;

    private async Task<bool> MayLinkAsync(User existing, Tenant tenant, ExternalIdentity who, CancellationToken cancellationToken) =>
        options.Value.LinkVerifiedEmail && who.EmailVerified && existing.TenantId == tenant.Id.Value && existing is { Disabled: false, Role: not Role.Service }
        && !await db.ExternalLogins.IgnoreQueryFilters().AnyAsync(l => l.UserId == existing.Id && l.Issuer == who.Issuer, cancellationToken);

    private async Task<User> LinkAsync(User user, ExternalIdentity who, CancellationToken cancellationToken)
    {
        db.Add(NewLogin(user, who));
        await audit.SaveAsync(Entry(AuditActions.ExternalLoginLinked, user, who), cancellationToken);
        return user;
    }

    private async Task<User> MakeAsync(Tenant tenant, EmailAddress email, Role role, ExternalIdentity who, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var user = new User
        {
            Id = UserId.New(),
            TenantId = tenant.Id.Value,
            Email = email.Text,
            EmailKey = email.Key,
            Name = NameOf(who, email),
            Role = role,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Add(user);
        db.Add(NewLogin(user, who));
        await audit.SaveAsync(Entry(AuditActions.ExternalUserMade, user, who), cancellationToken);
        return user;
    }

    // Names come from outside: one that would not be taken here is replaced by the address.
    private static string NameOf(ExternalIdentity who, EmailAddress email)
    {
        var errors = new FieldErrors();
        var name = NameRule.Read(errors, "name", who.Name);
        return errors.Any ? email.Text[..Math.Min(email.Text.Length, NameRule.MaxLength)] : name;
    }

    private ExternalLogin NewLogin(User user, ExternalIdentity who) => new()
    {
        Issuer = who.Issuer,
        Subject = who.Subject,
        TenantId = user.TenantId,
        UserId = user.Id,
        CreatedAt = clock.GetUtcNow().UtcDateTime,
    };

    private static AuditEntry Entry(string action, User user, ExternalIdentity who) => new(action, user.Id.ToString())
    {
        TenantId = user.TenantId,
        ActorId = user.Id.Value,
        Details = new Dictionary<string, string> { ["issuer"] = who.Issuer, ["role"] = SnakeCaseEnum.Write(user.Role) },
    };
}
