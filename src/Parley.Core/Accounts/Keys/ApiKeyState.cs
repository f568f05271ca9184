using Parley.Accounts.States;
using Parley.Identity;

namespace Parley.Accounts.Keys;

/// <summary>A key as it was read a moment ago.</summary>
internal sealed record ApiKeyState(Guid Id, Guid TenantId, Guid OwnerId, Rights Scopes, int? RequestsPerMinute, DateTime? ExpiresAt)
{
    /// <summary>The caller of a request that came with it: never more than its owner at this moment.</summary>
    public Caller ToCaller(AccountState owner)
    {
        var caller = owner.ToCaller(session: null);
        return caller with { Rights = caller.Rights & Scopes, KeyId = Id, KeyRequestsPerMinute = RequestsPerMinute };
    }
}
