using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Accounts;
using Parley.Accounts.Groups;
using Parley.Accounts.Keys;
using Parley.Accounts.Sessions;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Data;
using Parley.Identity;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Startup;

namespace Parley.Server.Auth;

/// <summary>Says to somebody who they are here, and what they may do.</summary>
internal sealed class ProfileReader(ParleyDbContext db, IOptions<ServerOptions> options)
{
    public async Task<MeResponse> ReadAsync(Caller caller, CancellationToken cancellationToken)
    {
        var (userId, tenantId) = (new UserId(caller.UserId), new TenantId(caller.TenantId));

        // Without filters: in the very request that signs in there is no caller yet. Both ids are the caller's own.
        var user = await db.Users.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancellationToken);
        var tenant = await db.Tenants.AsNoTracking().SingleOrDefaultAsync(t => t.Id == tenantId, cancellationToken);
        return new MeResponse(
            userId, user?.Email ?? "", user?.Name ?? "", SnakeCaseEnum.Write(caller.Role), RightNames.Of(caller.Rights), SnakeCaseEnum.Write(caller.Tier), options.Value.EffectiveAuthMode,
            user?.PasswordHash is not null,
            caller.SessionId is { } session ? new SessionId(session) : null,
            caller.KeyId is { } key ? new ApiKeyId(key) : null,
            new(tenantId, tenant?.Name ?? "", tenant?.IsOperator ?? true),
            await GroupsAsync(caller, cancellationToken));
    }

    private async Task<IReadOnlyList<MyGroupResponse>> GroupsAsync(Caller caller, CancellationToken cancellationToken)
    {
        var ids = caller.Groups.Select(id => new GroupId(id)).ToList();
        return ids.Count == 0
            ? []
            : await db.Groups.IgnoreQueryFilters().Where(group => ids.Contains(group.Id)).OrderBy(group => group.Name)
                .Select(group => new MyGroupResponse(group.Id, group.Name)).ToListAsync(cancellationToken);
    }
}
