using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Secrets;

namespace Parley.Accounts.Links;

/// <summary>Makes one-time links, finds them by their secret, and uses them up.</summary>
public sealed class OneTimeLinks(ParleyDbContext db, PublicAddress address, IOptions<LinkOptions> options, TimeProvider clock)
{
    /// <summary>Longer texts are no secrets of ours.</summary>
    private const int MaxSecretLength = 64;

    /// <summary>Adds a link to the context; whoever saves records it too.</summary>
    public IssuedLink Add(LinkPurpose purpose, Guid tenant, UserId? user = null, EmailAddress? email = null, Role? role = null, Caller? by = null)
    {
        var secret = OpaqueToken.New();
        var now = clock.GetUtcNow().UtcDateTime;
        var link = new OneTimeLink
        {
            Id = LinkId.New(),
            TenantId = tenant,
            Purpose = purpose,
            Hash = OpaqueToken.Hash(secret),
            UserId = user,
            Email = email?.Text,
            Role = role,
            CreatedBy = by is null ? null : new UserId(by.UserId),
            CreatedAt = now,
            ExpiresAt = now + options.Value.For(purpose),
        };
        db.Add(link);
        return new(link, address.OfLink(secret));
    }

    /// <summary>Ends what was made before for the same purpose and person: the newest link is the only one.</summary>
    public Task<int> EndAsync(LinkPurpose purpose, UserId? user, CancellationToken cancellationToken) =>
        Open().Where(link => link.Purpose == purpose && link.UserId == user).ExecuteDeleteAsync(cancellationToken);

    /// <exception cref="AppException"><see cref="ErrorCode.NotFound"/>: there is none, it was used, or it ran out; which of these is nobody's to know.</exception>
    public async Task<OneTimeLink> FindAsync(string? secret, CancellationToken cancellationToken)
    {
        var hash = secret is { Length: > 0 and <= MaxSecretLength } ? OpaqueToken.Hash(secret) : "";
        var now = clock.GetUtcNow().UtcDateTime;
        return await Open().AsNoTracking().SingleOrDefaultAsync(link => link.Hash == hash && link.ExpiresAt > now, cancellationToken) is { } found
            ? found
            : throw Gone();
    }

    /// <summary>
    /// Makes sure that whoever made it might make it now: a link is never worth more than its maker, who may have been
    /// disabled since, or whom the account it is for has outgrown.
    /// </summary>
    /// <param name="role">What its bearer becomes, or is.</param>
    /// <exception cref="AppException"><see cref="ErrorCode.NotFound"/>: they might not.</exception>
    public async Task CheckMakerAsync(OneTimeLink link, Role role, CancellationToken cancellationToken)
    {
        if (link.CreatedBy is not { } id)
        {
            return;
        }

        // Not by the caller's tenant, as above; an operator makes links for other tenants.
        var maker = await db.Users.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).AsNoTracking().SingleOrDefaultAsync(u => u.Id == id && !u.Disabled, cancellationToken) ?? throw Gone();
        var tenantId = new TenantId(maker.TenantId);
        var tenant = await db.Tenants.AsNoTracking().SingleOrDefaultAsync(t => t.Id == tenantId && !t.Disabled, cancellationToken) ?? throw Gone();
        var may = RoleRights.Of(maker.Role, tenant.IsOperator);
        var needed = RoleRights.Of(role) | (maker.TenantId == link.TenantId ? Rights.ManageUsers : Rights.Operate);
        if ((may & needed) != needed)
        {
            throw Gone();
        }
    }

    /// <summary>Uses it up, within the transaction of what it is used for. Of two who do so at once, one succeeds.</summary>
    /// <exception cref="AppException"><see cref="ErrorCode.NotFound"/>: somebody was faster.</exception>
    public async Task UseAsync(OneTimeLink link, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await Open().Where(l => l.Id == link.Id && l.ExpiresAt > now).ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancellationToken) != 1)
        {
            throw Gone();
        }
    }

    // Not by the caller's tenant: the bearer of a link is not signed in.
    private IQueryable<OneTimeLink> Open() => db.OneTimeLinks.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).Where(link => link.UsedAt == null);

    public static AppException Gone() => new(ErrorCode.NotFound, "This link is not valid any more. Ask whoever sent it for a new one.");
}

/// <summary>A new link. Its address holds the secret, and is shown once.</summary>
public sealed record IssuedLink(OneTimeLink Link, string Url);
