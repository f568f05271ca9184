using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Parley.Identity;

namespace Parley.Accounts.States;

/// <summary>What an account may do, as it was read a moment ago.</summary>
/// <param name="Groups">The ids of the groups the person is in.</param>
/// <param name="Sessions">The sessions that are open.</param>
public sealed record AccountState(
    Guid TenantId, Guid UserId, Role Role, Tier Tier, bool IsOperator, FrozenSet<Guid> Groups, FrozenSet<Guid> Sessions)
{
    /// <summary>What the tier does not open, whatever the role.</summary>
    public Rights Closed { get; init; }

    /// <summary>See <see cref="Caller.TenantTier"/>.</summary>
    public Tier? TenantTier { get; init; }

    /// <summary>See <see cref="Caller.ReadsAs"/>.</summary>
    private string ReadsAs { get; } = Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('|', Groups.Order().Select(group => group.ToString("n")).Prepend($"{Role} {IsOperator}")))));

    /// <summary>The caller of a request that came with a session.</summary>
    public Caller ToCaller(Guid? session) => new(TenantId, UserId)
    {
        Role = Role,
        Tier = Tier,
        TenantTier = TenantTier,
        Rights = RoleRights.Of(Role, IsOperator) & ~Closed,
        Groups = Groups,
        ReadsAs = ReadsAs,
        SessionId = session,
    };
}
