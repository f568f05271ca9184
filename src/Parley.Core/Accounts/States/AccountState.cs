using System.Collections.Frozen;
using Parley.Identity;

namespace Parley.Accounts.States;

/// <summary>What an account may do, as it was read a moment ago.</summary>
/// <param name="Groups">The ids of the groups the person is in.</param>
/// <param name="Sessions">The sessions that are open.</param>
public sealed record AccountState(
    Guid TenantId, Guid UserId, Role Role, Tier Tier, bool IsOperator, FrozenSet<Guid> Groups, FrozenSet<Guid> Sessions)
{
    /// <summary>The caller of a request that came with a session.</summary>
    public Caller ToCaller(Guid? session) => new(TenantId, UserId)
    {
        Role = Role,
        Tier = Tier,
        Rights = RoleRights.Of(Role, IsOperator),
        SessionId = session,
    };
}
