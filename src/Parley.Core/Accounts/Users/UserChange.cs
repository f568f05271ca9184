using Parley.Identity;

namespace Parley.Accounts.Users;

/// <summary>What of somebody is to be changed. Null: nothing of it.</summary>
public sealed record UserChange
{
    public string? Name { get; init; }

    public Role? Role { get; init; }

    public bool? Disabled { get; init; }

    /// <summary>Whether <see cref="Tier"/> is meant, since null is a tier too: the tenant's.</summary>
    public bool SetsTier { get; init; }

    public Tier? Tier { get; init; }

    public bool IsEmpty => Name is null && Role is null && Disabled is null && !SetsTier;
}
