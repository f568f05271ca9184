using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Links;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Accounts.Users;

/// <summary>Links that people who run a tenant make for others: invitations, new passwords, new addresses.</summary>
public sealed class UserLinks(ParleyDbContext db, OneTimeLinks links, AuditTrail audit)
{
    /// <summary>Open invitations of one tenant. An admin who wants more has another problem.</summary>
    private const int MaxInvitations = 1000;

    /// <summary>Invites somebody. An earlier invitation of the same address ends.</summary>
    /// <exception cref="AppException">The address or the role cannot be invited.</exception>
    public async Task<IssuedLink> InviteAsync(Caller by, string? emailText, Role role, CancellationToken cancellationToken)
    {
        var email = ReadEmail(emailText);
        if (role is Role.Service)
        {
            throw AppException.Invalid("role", "A service account is made, not invited: POST /users.");
        }

        by.CheckGives(role);
        await RefuseKnownAsync(email, cancellationToken);
        if (await Invitations.CountAsync(cancellationToken) >= MaxInvitations)
        {
            throw new AppException(ErrorCode.Conflict, $"There are {MaxInvitations} open invitations, which is the limit. Withdraw one first.");
        }

        var made = links.Add(LinkPurpose.Invitation, by.TenantId, email: email, role: role, by: by);
        await audit.RecordAsync(
            async () =>
            {
                foreach (var earlier in await Invitations.Where(link => link.Email == email.Text).ToListAsync(cancellationToken))
                {
                    by.CheckGives(earlier.Role ?? Role.Viewer);
                    db.Remove(earlier);
                }

                await db.SaveChangesAsync(cancellationToken);
                return new AuditEntry(AuditActions.InvitationMade, made.Link.Id.ToString()) { Details = new Dictionary<string, string> { ["role"] = SnakeCaseEnum.Write(role) } };
            },
            cancellationToken);
        return made;
    }

    /// <exception cref="AppException"><see cref="ErrorCode.NotFound"/>: there is none that is open. <see cref="ErrorCode.Forbidden"/>: it is not theirs to give.</exception>
    public async Task WithdrawAsync(Caller by, LinkId id, CancellationToken cancellationToken)
    {
        var link = await Invitations.SingleOrDefaultAsync(link => link.Id == id, cancellationToken) ?? throw new AppException(ErrorCode.NotFound, "There is no such invitation.");
        by.CheckGives(link.Role ?? Role.Viewer);
        db.Remove(link);
        await audit.SaveAsync(new AuditEntry(AuditActions.InvitationWithdrawn, id.ToString()), cancellationToken);
    }

    /// <summary>Those of the caller's tenant that nobody has used.</summary>
    public IQueryable<OneTimeLink> Invitations => db.OneTimeLinks.Where(link => link.Purpose == LinkPurpose.Invitation && link.UsedAt == null);

    /// <summary>A link with which somebody chooses a new password.</summary>
    public Task<IssuedLink> ResetPasswordAsync(Caller by, User user, CancellationToken cancellationToken) =>
        MakeAsync(by, user, LinkPurpose.PasswordReset, null, cancellationToken);

    /// <summary>A link with which somebody confirms that a new address is theirs. Until then the old one holds.</summary>
    public async Task<IssuedLink> ChangeEmailAsync(Caller by, User user, string? emailText, CancellationToken cancellationToken)
    {
        var email = ReadEmail(emailText);
        await RefuseKnownAsync(email, cancellationToken);
        return await MakeAsync(by, user, LinkPurpose.EmailChange, email, cancellationToken);
    }

    private async Task<IssuedLink> MakeAsync(Caller by, User user, LinkPurpose purpose, EmailAddress? email, CancellationToken cancellationToken)
    {
        by.CheckReaches(user);
        user.CheckIsPerson();
        if (user.Disabled)
        {
            throw new AppException(ErrorCode.Conflict, "This account is disabled. Enable it first.");
        }

        var made = links.Add(purpose, user.TenantId, user.Id, email, by: by);
        await audit.RecordAsync(
            async () =>
            {
                await links.EndAsync(purpose, user.Id, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return new AuditEntry(AuditActions.LinkMade, user.Id.ToString()) { Details = new Dictionary<string, string> { ["purpose"] = SnakeCaseEnum.Write(purpose) } };
            },
            cancellationToken);
        return made;
    }

    // Of this tenant only: whether an address is known in another is not for its admins to learn. The link finds out.
    private async Task RefuseKnownAsync(EmailAddress email, CancellationToken cancellationToken)
    {
        if (await db.Users.AnyAsync(u => u.EmailKey == email.Key, cancellationToken))
        {
            throw new AppException(ErrorCode.Conflict, "There is an account with this e-mail address already.");
        }
    }

    private static EmailAddress ReadEmail(string? text) =>
        EmailAddress.Read(text) ?? throw AppException.Invalid("email", "Give an e-mail address, such as ada@example.com.");
}
