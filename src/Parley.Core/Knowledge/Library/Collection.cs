using Parley.Data;
using Parley.Identity;

namespace Parley.Knowledge.Library;

/// <summary>
/// Documents that are searched together and shared together. Whoever may read a collection may read all of it; its query
/// filter says who that is, and everything in it is filtered by it.
/// </summary>
public sealed class Collection : ITenantOwned
{
    public CollectionId Id { get; set; }

    public Guid TenantId { get; set; }

    /// <summary>Who made it, and alone changes what is in it, besides those who look after the tenant's people.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>Unique among its owner's.</summary>
    public required string Name { get; set; }

    public required string Description { get; set; }

    public Sharing Sharing { get; set; }

    /// <summary>Those who may read it while <see cref="Sharing"/> is <see cref="Sharing.Groups"/>.</summary>
    public ICollection<CollectionGroup> Groups { get; } = [];

    /// <summary>How its documents are cut, as JSON; null for the installation's way.</summary>
    public string? Chunking { get; set; }

    /// <summary>
    /// Raised with every commit that changes what a search of it could find, or who may search it. What is derived from the
    /// collection is good as long as this is what it was made from.
    /// </summary>
    public long Revision { get; set; }

    /// <summary>Of documents removed at this revision or before it no trace is left: what was derived earlier has to be made anew.</summary>
    public long ForgottenRevision { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }
}

/// <summary>A group that may read a collection.</summary>
public sealed class CollectionGroup : ITenantOwned
{
    public CollectionId CollectionId { get; set; }

    public Guid GroupId { get; set; }

    public Guid TenantId { get; set; }
}

/// <summary>Who may read a collection; in snake_case on the wire.</summary>
public enum Sharing
{
    /// <summary>Its owner alone.</summary>
    Private,

    /// <summary>The people of some groups.</summary>
    Groups,

    /// <summary>Everybody in the tenant.</summary>
    Tenant,

    /// <summary>Everybody who can sign in to the installation, whatever their tenant.</summary>
    Public,
}
