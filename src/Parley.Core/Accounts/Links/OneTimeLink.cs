using Parley.Accounts.Users;
using Parley.Data;
using Parley.Identity;

namespace Parley.Accounts.Links;

/// <summary>A secret in a link that lets its bearer do one thing once, for a while.</summary>
public sealed class OneTimeLink : ITenantOwned
{
    public LinkId Id { get; set; }

    public Guid TenantId { get; set; }

    public LinkPurpose Purpose { get; set; }

    /// <summary>SHA-256 of the secret; the secret itself is nowhere.</summary>
    public required string Hash { get; set; }

    /// <summary>Whom it is for; null for somebody who is not there yet.</summary>
    public UserId? UserId { get; set; }

    /// <summary>The address an invitation is for, or the new one of an e-mail change.</summary>
    public string? Email { get; set; }

    /// <summary>What an invited person becomes.</summary>
    public Role? Role { get; set; }

    /// <summary>Who made it; null for the installation itself.</summary>
    public UserId? CreatedBy { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? UsedAt { get; set; }
}

/// <summary>What a link is good for.</summary>
public enum LinkPurpose
{
    /// <summary>Makes the first tenant and its owner.</summary>
    OwnerSetup,
    Invitation,
    PasswordReset,
    EmailChange,
}
