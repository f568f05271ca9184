using Parley.Data;

namespace Parley.Accounts.Groups;

/// <summary>People who may read the same things.</summary>
public sealed class Group : ITenantOwned
{
    public GroupId Id { get; set; }

    public Guid TenantId { get; set; }

    /// <summary>Unique within the tenant.</summary>
    public required string Name { get; set; }

    public DateTime CreatedAt { get; set; }
}
