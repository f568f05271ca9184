using Microsoft.EntityFrameworkCore;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Accounts.Links;

/// <summary>Lets whoever runs the machine in: the first owner, and one who lost their password.</summary>
public sealed class OwnerLinks(ParleyDbContext db, OneTimeLinks links, AuditTrail audit)
{
    /// <summary>The link that makes the first owner. It replaces the one before.</summary>
    /// <returns>Null when there is somebody already.</returns>
    public async Task<IssuedLink?> MakeFirstAsync(CancellationToken cancellationToken) =>
        await db.AnyUserAsync(cancellationToken) ? null : await MakeAsync(LinkPurpose.OwnerSetup, Caller.Local.TenantId, null, cancellationToken);

    /// <summary>The link that makes the first owner, or else one with which an owner chooses a new password.</summary>
    /// <param name="email">Which owner; null where there is but one.</param>
    /// <exception cref="AppException">There is no such owner, or there are several to choose from.</exception>
    public async Task<IssuedLink> MakeAsync(string? email, CancellationToken cancellationToken)
    {
        if (await MakeFirstAsync(cancellationToken) is { } first)
        {
            return first;
        }

        var key = email is null ? null : EmailAddress.Read(email)?.Key ?? throw new AppException(ErrorCode.ValidationError, $"'{email}' is not an e-mail address.");

        // Over all tenants: whoever has the database needs no one's leave.
        var owners = await db.Users.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).AsNoTracking()
            .Where(u => u.Role == Role.Owner && !u.Disabled && (key == null || u.EmailKey == key)).OrderBy(u => u.Id).Take(10).ToListAsync(cancellationToken);
        return owners switch
        {
            [var owner] => await MakeAsync(LinkPurpose.PasswordReset, owner.TenantId, owner.Id, cancellationToken),
            [] => throw new AppException(ErrorCode.NotFound, "There is no such owner."),
            _ => throw new AppException(ErrorCode.Conflict, $"There are several owners. Say for whom: {string.Join(", ", owners.Select(owner => owner.Email))}."),
        };
    }

    private async Task<IssuedLink> MakeAsync(LinkPurpose purpose, Guid tenant, UserId? user, CancellationToken cancellationToken)
    {
        var made = links.Add(purpose, tenant, user);
        await audit.RecordAsync(
            async () =>
            {
                await links.EndAsync(purpose, user, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return new AuditEntry(AuditActions.LinkMade, made.Link.Id.ToString())
                {
                    TenantId = tenant,
                    Details = new Dictionary<string, string> { ["purpose"] = SnakeCaseEnum.Write(purpose), ["by"] = "terminal" },
                };
            },
            cancellationToken);
        return made;
    }
}
