namespace Parley.Knowledge.Library;

/// <summary>The vector of one window of a chunk, for the stores that keep vectors in the database.</summary>
public sealed class ChunkVector : IInCollection
{
    public ChunkId ChunkId { get; set; }

    /// <summary>See <see cref="Embedding.IEmbedder.Name"/>.</summary>
    public required string Embedder { get; set; }

    /// <summary>Which window of the chunk, from 0.</summary>
    public int Window { get; set; }

    public Guid TenantId { get; set; }

    public CollectionId CollectionId { get; set; }

    public DocumentId DocumentId { get; set; }

    /// <summary>As the store that wrote it lays numbers in bytes.</summary>
    public required byte[] Vector { get; set; }
}
