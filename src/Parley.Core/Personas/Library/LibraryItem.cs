using Parley.Data;

namespace Parley.Personas.Library;

/// <summary>
/// A persona or template of one person: its name, and which version is the newest. A deleted one stays as a name and a
/// number without content, so that <c>support@3</c> never means two different things.
/// </summary>
public sealed class LibraryItem : IOwned
{
    public Guid Id { get; set; }

    public Guid TenantId { get; set; }

    public Guid OwnerId { get; set; }

    public LibraryKind Kind { get; set; }

    /// <summary>Unique for the owner and the kind.</summary>
    public required string Name { get; set; }

    /// <summary>The newest version, counted from 1.</summary>
    public int Version { get; set; }

    public bool Deleted { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }
}
