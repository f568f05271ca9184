using Parley.Accounts.Users;
using Parley.Data;

namespace Parley.Accounts.Groups;

/// <summary>That somebody is in a group.</summary>
public sealed class GroupMember : ITenantOwned
{
    public GroupId GroupId { get; set; }

    public UserId UserId { get; set; }

    public Guid TenantId { get; set; }

    /// <summary>Whether the identity provider said so; then each sign-in may take it away again.</summary>
    public bool FromProvider { get; set; }
}
