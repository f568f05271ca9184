namespace Parley.Knowledge.Library;

/// <summary>The bytes of a document as they came, for indexing it anew and for whoever wants the original.</summary>
public sealed class StoredFile : IInCollection
{
    public CollectionId CollectionId { get; set; }

    /// <summary>See <see cref="Document.ContentHash"/>.</summary>
    public required string ContentHash { get; set; }

    public Guid TenantId { get; set; }

    public required byte[] Content { get; set; }
}
