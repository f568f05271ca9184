using Parley.Identity;

namespace Parley.Accounts.External;

/// <summary>Who somebody is, as an identity provider says it. Issuer and subject name them; all else may change.</summary>
public sealed record ExternalIdentity(string Issuer, string Subject)
{
    public string? Email { get; init; }

    /// <summary>Whether the provider vouches that the address is theirs.</summary>
    public bool EmailVerified { get; init; }

    public string? Name { get; init; }

    /// <summary>Null: roles are none of the provider's business.</summary>
    public MappedRole? Role { get; init; }

    /// <summary>The names of the groups somebody is in; null: groups are none of the provider's business.</summary>
    public IReadOnlyList<string>? Groups { get; init; }
}

/// <summary>What the provider's claims make of somebody.</summary>
/// <param name="Role">Null: nothing.</param>
public sealed record MappedRole(Role? Role);
