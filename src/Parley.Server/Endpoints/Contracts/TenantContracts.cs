using System.ComponentModel;
using Parley.Accounts.Tenants;
using Parley.Data;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>An organisation.</summary>
/// <param name="IsOperator">Whether its owners run the installation.</param>
internal sealed record TenantResponse(TenantId Id, string Name, string Tier, bool IsOperator, bool Disabled, DateTime CreatedAt)
{
    public static TenantResponse From(Tenant tenant) =>
        new(tenant.Id, tenant.Name, SnakeCaseEnum.Write(tenant.Tier), tenant.IsOperator, tenant.Disabled, tenant.CreatedAt);
}

/// <param name="Url">What its first owner opens to begin. Shown once.</param>
internal sealed record NewTenantResponse(TenantResponse Tenant, string Url);

/// <summary>Renames one's own tenant.</summary>
internal sealed record RenameTenantRequest
{
    [Description("1 to 100 characters.")]
    public string? Name { get; init; }
}

/// <summary>Makes a tenant and a link for its first owner.</summary>
internal sealed record CreateTenantRequest
{
    [Description("1 to 100 characters.")]
    public string? Name { get; init; }

    [Description("free, starter, professional or enterprise; default free.")]
    public string? Tier { get; init; }

    [Description("The first owner's address. Nobody else can use the link for another.")]
    public string? OwnerEmail { get; init; }
}

/// <summary>Changes a tenant; what is left out stays.</summary>
internal sealed record ChangeTenantRequest
{
    [Description("1 to 100 characters.")]
    public string? Name { get; init; }

    [Description("free, starter, professional or enterprise.")]
    public string? Tier { get; init; }

    [Description("A disabled tenant's people are out at once, and its data stays.")]
    public bool? Disabled { get; init; }
}
