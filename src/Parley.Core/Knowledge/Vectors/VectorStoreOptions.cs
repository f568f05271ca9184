namespace Parley.Knowledge.Vectors;

/// <summary>Where vectors are kept. Section <c>VectorStores</c>.</summary>
public sealed class VectorStoreOptions
{
    /// <summary>The name of a store: embedded, pgvector, qdrant or pinecone (VECTOR_STORE). None by default, see <see cref="Default"/>.</summary>
    public string? Store { get; set; }

    /// <summary>The store that is used when none was chosen. Set by whoever knows the database; embedded otherwise.</summary>
    public string Default { get; set; } = "embedded";
}
