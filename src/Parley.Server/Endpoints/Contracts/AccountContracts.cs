using System.Text.Json.Serialization;
using Parley.Accounts.Groups;
using Parley.Accounts.Keys;
using Parley.Accounts.Sessions;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Data;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>Who the caller is.</summary>
/// <param name="Rights">What they may do; the page shows only that.</param>
/// <param name="Mode"><c>single-user</c> or <c>accounts</c>.</param>
/// <param name="Groups">Those the caller is in, by name: with them they may share what is theirs.</param>
internal sealed record MeResponse(
    UserId Id, string Email, string Name, string Role, IReadOnlyList<string> Rights, string Tier, string Mode, bool HasPassword,
    SessionId? SessionId, ApiKeyId? KeyId, MyTenantResponse Tenant, IReadOnlyList<MyGroupResponse> Groups);

internal sealed record MyTenantResponse(TenantId Id, string Name, bool IsOperator);

internal sealed record MyGroupResponse(GroupId Id, string Name);

internal sealed record ChangeMeRequest
{
    public required string Name { get; init; }
}

/// <summary>Tokens, or only their lifetime where cookies hold them.</summary>
/// <param name="ExpiresIn">Seconds until the access token has to be refreshed.</param>
internal sealed record SignInResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccessToken,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TokenType,
    int ExpiresIn, MeResponse User);

internal sealed record RefreshRequest
{
    /// <summary>Absent: the cookie's.</summary>
    public string? RefreshToken { get; init; }
}

internal sealed record SessionResponse(
    SessionId Id, bool Current, string Method, string UserAgent, string Address, DateTime CreatedAt, DateTime LastSeenAt, DateTime ExpiresAt)
{
    public static SessionResponse From(Session session, SessionId current) => new(
        session.Id, session.Id == current, SnakeCaseEnum.Write(session.Method), session.UserAgent, session.Address,
        session.CreatedAt, session.LastSeenAt, session.ExpiresAt);
}
