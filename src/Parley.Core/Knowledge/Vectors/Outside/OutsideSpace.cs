using Parley.Data;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Vectors.Outside;

/// <summary>
/// A space that a store outside the database holds vectors of, written down before the first of them. It outlives its collection: one whose
/// collection is gone is to be removed as a whole.
/// </summary>
public sealed class OutsideSpace : ITenantOwned
{
    public Guid Id { get; set; }

    public Guid TenantId { get; set; }

    /// <summary>Refers to nothing that must be there.</summary>
    public CollectionId CollectionId { get; set; }

    /// <summary>See <see cref="IVectorStore.Name"/>.</summary>
    public required string Store { get; set; }

    public required string Embedder { get; set; }

    public int Dimensions { get; set; }

    /// <summary>How often in a row the store failed to remove something.</summary>
    public int Failures { get; set; }

    /// <summary>The store is not asked before.</summary>
    public DateTime RetryAt { get; set; }

    /// <summary>What it said at the last failure, in words for people.</summary>
    public string? Error { get; set; }

    public VectorSpace Space => new(TenantId, CollectionId.Value, Embedder, Dimensions);
}
