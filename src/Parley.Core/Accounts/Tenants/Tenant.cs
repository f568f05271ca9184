using Parley.Identity;

namespace Parley.Accounts.Tenants;

/// <summary>An organisation. Everything stored belongs to one, and nothing is shared between two.</summary>
public sealed class Tenant
{
    public TenantId Id { get; set; }

    public required string Name { get; set; }

    /// <summary>What people of this tenant get who have no tier of their own.</summary>
    public Tier Tier { get; set; }

    /// <summary>Whether its owners run the installation. Exactly one tenant does: the first.</summary>
    public bool IsOperator { get; set; }

    public bool Disabled { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }
}
