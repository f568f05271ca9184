using Parley.Data;

namespace Parley.Accounts.Sessions;

/// <summary>A token that is exchanged once for its successor. Its second use betrays a copy, and ends the session.</summary>
public sealed class RefreshToken : IOwned
{
    /// <summary>SHA-256 of the token; the token itself is nowhere.</summary>
    public required string Hash { get; set; }

    public SessionId SessionId { get; set; }

    public Guid TenantId { get; set; }

    public Guid OwnerId { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? UsedAt { get; set; }
}
