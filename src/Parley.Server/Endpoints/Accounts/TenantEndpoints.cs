using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints.Accounts;

/// <summary>One's own tenant.</summary>
internal static class TenantEndpoints
{
    public static void MapTenant(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/tenant").WithTags("Tenants");
        group.MapGet("/", Get).Requires(Rights.ManageTenant).WithSummary("Gets one's own tenant").WithProblems(404);
        group.MapPatch("/", Rename).Requires(Rights.ManageTenant).WithSummary("Renames one's own tenant").WithExample("""{ "name": "Acme" }""")
            .Accepts<RenameTenantRequest>("application/json").WithProblems(400, 404, 415);
    }

    private static async Task<Ok<TenantResponse>> Get(CurrentCaller caller, ParleyDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(TenantResponse.From(await FindAsync(caller, db, cancellationToken)));

    private static async Task<Ok<TenantResponse>> Rename(HttpContext http, CurrentCaller caller, ParleyDbContext db, AuditTrail audit, TimeProvider clock)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.RenameTenantRequest);
        var errors = new FieldErrors();
        var name = NameRule.Read(errors, "name", request.Name);
        errors.Check();
        var tenant = await FindAsync(caller, db, http.RequestAborted);
        (tenant.Name, tenant.UpdatedAt) = (name, clock.GetUtcNow().UtcDateTime);
        await audit.SaveAsync(new AuditEntry(AuditActions.TenantChanged, tenant.Id.ToString()), http.RequestAborted);
        return TypedResults.Ok(TenantResponse.From(tenant));
    }

    private static async Task<Tenant> FindAsync(CurrentCaller caller, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var id = new TenantId(caller.Required.TenantId);
        return await db.Tenants.SingleOrDefaultAsync(t => t.Id == id, cancellationToken)
            ?? throw new AppException(ErrorCode.NotFound, "In single-user mode there is no tenant.");
    }
}
