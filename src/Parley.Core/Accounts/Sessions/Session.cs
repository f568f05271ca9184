using Parley.Data;

namespace Parley.Accounts.Sessions;

/// <summary>One sign-in on one device, until it is ended or runs out. Its refresh tokens are one family.</summary>
public sealed class Session : IOwned
{
    public SessionId Id { get; set; }

    public Guid TenantId { get; set; }

    /// <summary>The user.</summary>
    public Guid OwnerId { get; set; }

    public SignInMethod Method { get; set; }

    /// <summary>What the browser said of itself, shortened; only for the person to recognise it.</summary>
    public required string UserAgent { get; set; }

    /// <summary>The address it began from.</summary>
    public required string Address { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime LastSeenAt { get; set; }

    /// <summary>When its last refresh token runs out.</summary>
    public DateTime ExpiresAt { get; set; }

    /// <summary>Signed out, revoked, or its family was found stolen.</summary>
    public DateTime? EndedAt { get; set; }
}

/// <summary>How somebody showed who they are.</summary>
public enum SignInMethod
{
    Password,
    Oidc,
    Link,
}
