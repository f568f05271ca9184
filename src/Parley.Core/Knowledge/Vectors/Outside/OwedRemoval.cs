using Parley.Data;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Vectors.Outside;

/// <summary>
/// The vectors of a passage are to be taken out of a space, once the passage is gone. The database itself writes it when a passage's row goes, by
/// whatever way; and whoever writes vectors does before, so that none lies outside that nobody knows of.
/// </summary>
public sealed class OwedRemoval : ITenantOwned
{
    public ChunkId ChunkId { get; set; }

    public Guid SpaceId { get; set; }

    public Guid TenantId { get; set; }

    public DateTime DueAt { get; set; }

    /// <summary>Until then somebody may still be writing the vectors: what is removed before is removed once more.</summary>
    public DateTime HeldUntil { get; set; }
}
