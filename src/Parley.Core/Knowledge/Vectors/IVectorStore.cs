namespace Parley.Knowledge.Vectors;

/// <summary>
/// Keeps vectors and finds the nearest. To add one, write one class in <c>Integrations/VectorStores</c> and register it with
/// <c>AddVectorStore&lt;T&gt;()</c>; the conformance suite then runs against it.
/// </summary>
/// <remarks>
/// The rows of the database are the truth; a store may hold more than they do (what a crash left behind) but after
/// <see cref="UpsertAsync"/> returned never less. Searching is the only place where access is decided for vectors: a store
/// looks at no row outside the spaces of the query, and applies the filter while it searches, not after.
/// </remarks>
public interface IVectorStore
{
    /// <summary>The name in configuration: <c>embedded</c>, <c>qdrant</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether its vectors are rows that go with those of their passages. Of any other store it is written down in the database what is to be
    /// removed from it, and <see cref="DeleteAsync"/> and <see cref="DeleteSpaceAsync"/> are called until they succeed.
    /// </summary>
    bool FollowsRows { get; }

    /// <summary>Adds vectors, or replaces those of the same passage and window. Done twice it is as done once.</summary>
    Task UpsertAsync(VectorSpace space, IReadOnlyList<VectorEntry> entries, CancellationToken cancellationToken);

    /// <summary>Removes every vector of these passages.</summary>
    Task DeleteAsync(VectorSpace space, IReadOnlyList<Guid> chunks, CancellationToken cancellationToken);

    /// <summary>Removes a whole space.</summary>
    Task DeleteSpaceAsync(VectorSpace space, CancellationToken cancellationToken);

    /// <summary>The passages whose best window is nearest by cosine, the nearest first, each once.</summary>
    Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken);
}

/// <summary>What is searched together or not at all: the vectors of one collection made by one model.</summary>
/// <param name="Embedder">See <see cref="Embedding.IEmbedder.Name"/>.</param>
public sealed record VectorSpace(Guid TenantId, Guid CollectionId, string Embedder, int Dimensions);

/// <param name="Window">Which window of the passage, from 0.</param>
/// <param name="Vector">Of length 1.</param>
public sealed record VectorEntry(Guid ChunkId, int Window, ReadOnlyMemory<float> Vector, PassageTraits Traits);

/// <summary>What passages can be filtered by: traits of their document.</summary>
/// <param name="Date">See <see cref="Library.Document.Date"/>.</param>
/// <param name="Tags">At most 32.</param>
public sealed record PassageTraits(Guid DocumentId, string MediaType, string? Language, DateTime Date, IReadOnlyList<string> Tags);

/// <param name="In">The spaces of the collections that the caller may read; none finds nothing.</param>
/// <param name="Vector">Of length 1, and of the spaces' dimensions.</param>
/// <param name="Top">The most hits. 1 to 1000.</param>
public sealed record VectorQuery(IReadOnlyList<VectorSpace> In, ReadOnlyMemory<float> Vector, int Top, PassageFilter? Filter = null);

/// <param name="Score">The cosine, -1 to 1.</param>
public readonly record struct VectorHit(Guid ChunkId, float Score);
