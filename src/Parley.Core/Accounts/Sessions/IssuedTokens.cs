using Parley.Accounts.Users;

namespace Parley.Accounts.Sessions;

/// <summary>A session as it was begun or renewed, with the one copy there is of its refresh token.</summary>
public sealed record IssuedTokens(User User, Session Session, string RefreshToken);
