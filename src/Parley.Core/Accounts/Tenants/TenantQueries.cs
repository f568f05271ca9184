using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Identity;

namespace Parley.Accounts.Tenants;

/// <summary>Questions about tenants.</summary>
public static class TenantQueries
{
    /// <summary>The tenant that runs the installation, and whose trail has what belongs to nobody; before there is one, that of single-user mode.</summary>
    public static async Task<Guid> OperatorTenantAsync(this ParleyDbContext db, CancellationToken cancellationToken) =>
        (await db.Tenants.Where(tenant => tenant.IsOperator).Select(tenant => (TenantId?)tenant.Id).FirstOrDefaultAsync(cancellationToken))?.Value
        ?? Caller.Local.TenantId;
}
