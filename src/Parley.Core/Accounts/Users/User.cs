using Parley.Data;
using Parley.Identity;

namespace Parley.Accounts.Users;

/// <summary>A person who signs in, or a program that has keys (<see cref="Role.Service"/>).</summary>
public sealed class User : ITenantOwned
{
    public UserId Id { get; set; }

    public Guid TenantId { get; set; }

    /// <summary>As it was typed.</summary>
    public required string Email { get; set; }

    /// <summary>As it is compared: normalised and lower case. Unique in the installation, so that signing in needs no tenant.</summary>
    public required string EmailKey { get; set; }

    public required string Name { get; set; }

    public Role Role { get; set; }

    /// <summary>Null: the tenant's.</summary>
    public Tier? Tier { get; set; }

    /// <summary>ASP.NET Core Identity's format, which names its own algorithm and cost. Null: signs in by the identity provider only, or never.</summary>
    public string? PasswordHash { get; set; }

    public bool Disabled { get; set; }

    public DateTime? LastSignInAt { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }
}
