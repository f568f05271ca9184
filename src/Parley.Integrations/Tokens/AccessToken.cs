namespace Parley.Integrations.Tokens;

/// <summary>What a valid access token says.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="SessionId">The session it belongs to; null in a token that somebody else signed with the shared secret.</param>
/// <param name="KeyId">The key that signed it; null for the shared secret.</param>
public sealed record AccessToken(Guid UserId, Guid? SessionId, DateTimeOffset ExpiresAt, string? KeyId);
