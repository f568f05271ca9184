using Parley.Data;

namespace Parley.Personas.Library;

/// <summary>One version of a <see cref="LibraryItem"/>. Never changed.</summary>
public sealed class LibraryVersion : IOwned
{
    public Guid ItemId { get; set; }

    /// <summary>Counted from 1.</summary>
    public int Version { get; set; }

    public Guid TenantId { get; set; }

    public Guid OwnerId { get; set; }

    /// <summary>JSON.</summary>
    public required string Definition { get; set; }

    /// <summary>The version whose content was taken up again; null for one that was written.</summary>
    public int? RestoredFrom { get; set; }

    public DateTime CreatedAt { get; set; }
}
