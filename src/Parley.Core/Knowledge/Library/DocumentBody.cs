namespace Parley.Knowledge.Library;

/// <summary>What was read from a document: the text of its current generation.</summary>
public sealed class DocumentBody : IInCollection
{
    public DocumentId DocumentId { get; set; }

    public Guid TenantId { get; set; }

    public CollectionId CollectionId { get; set; }

    public int Generation { get; set; }

    public required string Text { get; set; }

    /// <summary>Kind, pages and sections, as JSON; offsets are into <see cref="Text"/>.</summary>
    public required string Layout { get; set; }
}
