using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Data;
using Parley.Identity;

namespace Parley.Server.Http.Auditing;

/// <summary>Whose trail has what belongs to nobody: the operator's tenant, and before there is one the tenant of single-user mode.</summary>
internal sealed class InstallationTrail
{
    private Guid? _operator;

    public async ValueTask<Guid> FindTenantAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        // There is exactly one, and it stays.
        _operator ??= await db.Tenants.Where(tenant => tenant.IsOperator).Select(tenant => (Guid?)(Guid)tenant.Id.Value).FirstOrDefaultAsync(cancellationToken);
        return _operator ?? Caller.Local.TenantId;
    }
}
