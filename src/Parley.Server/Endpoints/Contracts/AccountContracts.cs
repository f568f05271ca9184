using Parley.Accounts.Keys;
using Parley.Accounts.Sessions;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Identity;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>Who the caller is.</summary>
/// <param name="Rights">What they may do; the page shows only that.</param>
/// <param name="Mode"><c>single-user</c> or <c>accounts</c>.</param>
internal sealed record MeResponse(
    UserId Id, string Email, string Name, Role Role, IReadOnlyList<string> Rights, Tier Tier, string Mode, bool HasPassword,
    SessionId? SessionId, ApiKeyId? KeyId, MyTenantResponse Tenant);

internal sealed record MyTenantResponse(TenantId Id, string Name, bool IsOperator);

internal sealed record ChangeMeRequest
{
    public required string Name { get; init; }
}

/// <summary>Tokens, or only their lifetime where cookies hold them.</summary>
/// <param name="ExpiresIn">Seconds until the access token has to be refreshed.</param>
internal sealed record SignInResponse(string? AccessToken, string? RefreshToken, string? TokenType, int ExpiresIn, MeResponse User);

internal sealed record RefreshRequest
{
    /// <summary>Absent: the cookie's.</summary>
    public string? RefreshToken { get; init; }
}

internal sealed record SessionResponse(
    SessionId Id, bool Current, SignInMethod Method, string UserAgent, string Address, DateTime CreatedAt, DateTime LastSeenAt, DateTime ExpiresAt);
