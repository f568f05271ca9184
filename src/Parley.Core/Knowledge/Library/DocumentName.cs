namespace Parley.Knowledge.Library;

/// <summary>
/// What a document comes under: a file's path or name, a page's address. A name has one document at a time. A document has as many
/// names as there are things with its very bytes in the collection, and is there as long as it has one.
/// </summary>
public sealed class DocumentName : IInCollection
{
    public CollectionId CollectionId { get; set; }

    public DocumentSource Source { get; set; }

    /// <summary>What makes it the same when it comes again: a path, an address, a file's name. Unique within collection and source.</summary>
    public required string SourceKey { get; set; }

    public Guid TenantId { get; set; }

    public DocumentId DocumentId { get; set; }

    /// <summary>What people know it by. See <see cref="Document.Name"/>.</summary>
    public required string Name { get; set; }

    /// <summary>See <see cref="Document.SearchName"/>.</summary>
    public string SearchName
    {
        get => Document.Fold(Name);
        private set => _ = value;
    }
}
