using Parley.Accounts.Users;

namespace Parley.Accounts.Links;

/// <summary>What the bearer of a link fills in. Which of it is needed depends on what the link is for.</summary>
public sealed record LinkForm
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? TenantName { get; init; }

    public string? Password { get; init; }
}

/// <summary>What the bearer of a link is told before they use it.</summary>
/// <param name="Email">The address it is for; null where they choose one.</param>
public sealed record LinkPreview(LinkPurpose Purpose, string? Email, string? TenantName, DateTime ExpiresAt);

/// <summary>What using a link did.</summary>
/// <param name="SignsIn">Who is signed in by it; null for a link that only confirms.</param>
public sealed record LinkOutcome(User? SignsIn);
