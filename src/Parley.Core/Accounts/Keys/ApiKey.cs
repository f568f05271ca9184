using Parley.Data;
using Parley.Identity;

namespace Parley.Accounts.Keys;

/// <summary>Lets a program act for its owner, within its scopes.</summary>
public sealed class ApiKey : IOwned
{
    public ApiKeyId Id { get; set; }

    public Guid TenantId { get; set; }

    /// <summary>The user it acts for.</summary>
    public Guid OwnerId { get; set; }

    public required string Name { get; set; }

    /// <summary>The first characters, so that its owner can tell it from others.</summary>
    public required string Start { get; set; }

    /// <summary>SHA-256 of the key; the key itself is shown once and is nowhere.</summary>
    public required string Hash { get; set; }

    /// <summary>The most it may do. What its owner may not do, it may not either.</summary>
    public Rights Scopes { get; set; }

    /// <summary>Its own bound below its owner's; null for none.</summary>
    public int? RequestsPerMinute { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    public DateTime? LastUsedAt { get; set; }
}
