using Parley.Identity;

namespace Parley.Accounts.Keys;

/// <summary>What a key may be at most: what its maker is.</summary>
/// <param name="RequestsPerMinute">Null: no bound.</param>
/// <param name="ExpiresAt">Null: no end.</param>
internal sealed record ApiKeyBounds(Rights Scopes, int? RequestsPerMinute, DateTime? ExpiresAt);
