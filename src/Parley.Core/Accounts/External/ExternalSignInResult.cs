using Parley.Accounts.Sessions;

namespace Parley.Accounts.External;

/// <summary>A sign-in through a provider: tokens, or why there are none. Exactly one of the two is there.</summary>
public sealed record ExternalSignInResult(IssuedTokens? Tokens, ExternalRefusal? Refusal);

/// <summary>Why somebody whom the provider knows is not let in here.</summary>
public enum ExternalRefusal
{
    /// <summary>Their account or tenant is disabled, no role is theirs, or new people are not taken.</summary>
    NotAllowed,

    /// <summary>Their e-mail address belongs to an account here that they have not shown to be theirs.</summary>
    EmailTaken,

    /// <summary>The provider gave no e-mail address, without which there is no account.</summary>
    EmailMissing,
}
