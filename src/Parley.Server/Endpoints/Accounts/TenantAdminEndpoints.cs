using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Links;
using Parley.Accounts.States;
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

/// <summary>
/// The tenants of the installation. What is done here is done to the installation and not within the caller's tenant, so
/// the database's own wall is lifted for it; what is recorded goes to the trail of the caller's tenant.
/// </summary>
internal static class TenantAdminEndpoints
{
    public static void MapTenantAdmin(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/admin/tenants").WithTags("Tenants");
        group.MapGet("/", List).Requires(Rights.Operate).WithSummary("Lists the tenants by name")
            .WithParameter("limit", "1 to 100; default 50.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400);
        group.MapPost("/", Create).Requires(Rights.Operate).WithSummary("Makes a tenant").WithDescription("The link is for its first owner, and is shown once.")
            .WithExample("""{ "name": "Acme", "tier": "starter", "owner_email": "ada@acme.example" }""")
            .Accepts<CreateTenantRequest>("application/json").WithProblems(400, 409, 415);
        group.MapPatch("/{id}", Change).Requires(Rights.Operate).WithSummary("Renames a tenant, changes its tier, disables or enables it")
            .WithExample("""{ "tier": "professional", "disabled": false }""").Accepts<ChangeTenantRequest>("application/json").WithProblems(400, 404, 409, 415);
    }

    private static async Task<Ok<Page<TenantResponse>>> List(HttpContext http, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 50, maxLimit: 100);
        page.Check();
        using var installation = db.ActForInstallation();
        var data = await db.Tenants.AsNoTracking().OrderBy(t => t.Name).ThenBy(t => t.Id).Skip(page.Offset).Take(page.Limit).ToListAsync(cancellationToken);
        var total = await db.Tenants.CountAsync(cancellationToken);
        return TypedResults.Ok(new Page<TenantResponse>([.. data.Select(TenantResponse.From)], total, page.Limit, page.Offset));
    }

    private static async Task<Created<NewTenantResponse>> Create(
        HttpContext http, CurrentCaller caller, ParleyDbContext db, OneTimeLinks links, AuditTrail audit, TimeProvider clock)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.CreateTenantRequest);
        var errors = new FieldErrors();
        var name = NameRule.Read(errors, "name", request.Name);
        var tier = ReadTier(request.Tier, errors) ?? Tier.Free;
        var email = EmailAddress.Read(request.OwnerEmail);
        errors.Add("owner_email", email is null ? "Give an e-mail address." : null);
        errors.Check();

        using var installation = db.ActForInstallation();
        if (await db.Users.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).AnyAsync(u => u.EmailKey == email!.Key, http.RequestAborted))
        {
            throw new AppException(ErrorCode.Conflict, "Somebody with this e-mail address has an account already.");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var made = new Tenant { Id = TenantId.New(), Name = name, Tier = tier, CreatedAt = now, UpdatedAt = now };
        db.Add(made);
        var link = links.Add(LinkPurpose.Invitation, made.Id.Value, email: email, role: Role.Owner, by: caller.Required);
        await audit.SaveAsync(new AuditEntry(AuditActions.TenantMade, made.Id.ToString()), http.RequestAborted);
        return TypedResults.Created($"/api/v1/admin/tenants/{made.Id}", new NewTenantResponse(TenantResponse.From(made), link.Url));
    }

    private static async Task<Ok<TenantResponse>> Change(
        TenantId id, HttpContext http, ParleyDbContext db, AuditTrail audit, AccountStates states, TimeProvider clock)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.ChangeTenantRequest);
        var errors = new FieldErrors();
        var name = request.Name is null ? null : NameRule.Read(errors, "name", request.Name);
        var tier = ReadTier(request.Tier, errors);
        errors.Check();

        using var installation = db.ActForInstallation();
        var tenant = await db.Tenants.SingleOrDefaultAsync(t => t.Id == id, http.RequestAborted)
            ?? throw new AppException(ErrorCode.NotFound, "There is no such tenant.");
        if (tenant.IsOperator && request.Disabled is true)
        {
            throw new AppException(ErrorCode.Conflict, "This tenant runs the installation. Disabled, nobody could enable it again.");
        }

        (tenant.Name, tenant.Tier, tenant.Disabled) = (name ?? tenant.Name, tier ?? tenant.Tier, request.Disabled ?? tenant.Disabled);
        tenant.UpdatedAt = clock.GetUtcNow().UtcDateTime;
        await audit.RecordAsync(
            async () =>
            {
                await db.SaveChangesAsync(http.RequestAborted);
                if (tier is { } most)
                {
                    // Without the filter: they are people of that tenant. Named one by one: stored are names, which have no order.
                    var above = Enum.GetValues<Tier>().Where(other => other > most).Select(other => (Tier?)other).ToList();
                    await db.Users.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).Where(u => u.TenantId == id.Value && above.Contains(u.Tier))
                        .ExecuteUpdateAsync(set => set.SetProperty(u => u.Tier, (Tier?)null), http.RequestAborted);
                }

                return new AuditEntry(AuditActions.TenantChanged, id.ToString())
                {
                    Details = new Dictionary<string, string> { ["tier"] = SnakeCaseEnum.Write(tenant.Tier), ["disabled"] = tenant.Disabled ? "true" : "false" },
                };
            },
            http.RequestAborted);

        // Its people are out at once, or have their new tier.
        states.ForgetAll();
        return TypedResults.Ok(TenantResponse.From(tenant));
    }

    private static Tier? ReadTier(string? text, FieldErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        errors.Add("tier", SnakeCaseEnum.TryRead<Tier>(text, out var tier) ? null : $"Must be one of {string.Join(", ", Enum.GetValues<Tier>().Select(SnakeCaseEnum.Write))}.");
        return tier;
    }
}
