namespace Parley.Accounts.Tokens;

/// <summary>That something which may be used once was used; kept until it would have run out anyway.</summary>
public sealed class SpentToken
{
    /// <summary>SHA-256 of what was used.</summary>
    public required string Hash { get; set; }

    public DateTime ExpiresAt { get; set; }
}
