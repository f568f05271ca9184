using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Accounts.Passwords;
using Parley.Accounts.Sessions;
using Parley.Accounts.States;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;

namespace Parley.Accounts.Links;

/// <summary>
/// Does what a link is for. The form is checked before the link is used up, and using it up is part of the transaction of
/// what it does: nobody loses a link to a password that was too short, and nobody uses one twice.
/// </summary>
public sealed class LinkUses(
    ParleyDbContext db, OneTimeLinks links, NewAccounts accounts, PasswordHashes hashes, PasswordRules rules, IOptions<PasswordOptions> passwords,
    AuditTrail audit, AccountStates states, TimeProvider clock)
{
    /// <exception cref="AppException"><see cref="ErrorCode.NotFound"/>: the link is not good, or not any more.</exception>
    public async Task<LinkPreview> InspectAsync(string? secret, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(secret, cancellationToken);
        var tenantId = new TenantId(link.TenantId);
        var tenant = await db.Tenants.AsNoTracking().SingleOrDefaultAsync(t => t.Id == tenantId, cancellationToken);
        var email = link.Email ?? (link.UserId is null ? null : (await FindUserAsync(link, cancellationToken)).Email);
        return new(link.Purpose, email, tenant?.Name, link.ExpiresAt);
    }

    /// <exception cref="AppException">The link is not good any more, or the form is wrong.</exception>
    public async Task<LinkOutcome> UseAsync(string? secret, LinkForm form, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(secret, cancellationToken);
        CheckPasswords(link);
        return new(link.Purpose switch
        {
            LinkPurpose.OwnerSetup => await accounts.MakeOwnerAsync(link, form, cancellationToken),
            LinkPurpose.Invitation => await accounts.MakeInvitedAsync(link, form, cancellationToken),
            LinkPurpose.PasswordReset => await ResetPasswordAsync(link, form, cancellationToken),
            _ => await ChangeEmailAsync(link, cancellationToken),
        });
    }

    // Those of the installation itself are exempt: whoever runs the machine gets in when the identity provider does not answer.
    private void CheckPasswords(OneTimeLink link)
    {
        if (!passwords.Value.Enabled && link.CreatedBy is not null && link.Purpose is LinkPurpose.Invitation or LinkPurpose.PasswordReset)
        {
            throw new AppException(ErrorCode.Conflict, "Nobody has a password here. Sign in with your organisation's account.");
        }
    }

    private async Task<User> ResetPasswordAsync(OneTimeLink link, LinkForm form, CancellationToken cancellationToken)
    {
        var user = await FindUserAsync(link, cancellationToken);
        var errors = new FieldErrors();
        errors.Add("password", rules.Problem(form.Password, user.Email, user.Name));
        errors.Check();
        user.PasswordHash = await hashes.HashAsync(form.Password ?? "", cancellationToken);
        user.UpdatedAt = clock.GetUtcNow().UtcDateTime;
        await audit.RecordAsync(
            async () =>
            {
                await links.UseAsync(link, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);

                // Whoever took the account over is out again.
                await db.EndSessionsAsync(user.Id, except: null, clock, cancellationToken);
                return new AuditEntry(AuditActions.PasswordReset, user.Id.ToString()) { TenantId = user.TenantId, ActorId = user.Id.Value };
            },
            cancellationToken);
        states.Forget(user.Id.Value);
        return user;
    }

    private async Task<User?> ChangeEmailAsync(OneTimeLink link, CancellationToken cancellationToken)
    {
        var user = await FindUserAsync(link, cancellationToken);
        var email = EmailAddress.Read(link.Email) ?? throw OneTimeLinks.Gone();
        await accounts.RefuseTakenAsync(email, cancellationToken);
        (user.Email, user.EmailKey, user.UpdatedAt) = (email.Text, email.Key, clock.GetUtcNow().UtcDateTime);
        await accounts.SaveNewEmailAsync(
            async () =>
            {
                await links.UseAsync(link, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return new AuditEntry(AuditActions.EmailChanged, user.Id.ToString()) { TenantId = user.TenantId, ActorId = user.Id.Value };
            },
            cancellationToken);
        states.Forget(user.Id.Value);
        return null;
    }

    // Not by the caller's tenant: the bearer is nobody yet. A link of somebody who is disabled is dead as long as they are.
    private async Task<User> FindUserAsync(OneTimeLink link, CancellationToken cancellationToken)
    {
        var tenant = new TenantId(link.TenantId);
        var user = await db.Users.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).SingleOrDefaultAsync(
            u => u.Id == link.UserId && u.TenantId == link.TenantId && !u.Disabled, cancellationToken);
        if (user is null || !await db.Tenants.AnyAsync(t => t.Id == tenant && !t.Disabled, cancellationToken))
        {
            throw OneTimeLinks.Gone();
        }

        await links.CheckMakerAsync(link, user.Role, cancellationToken);
        return user;
    }
}
