namespace Parley.Knowledge.Library;

/// <summary>A passage of one generation of a document, as it is found and cited.</summary>
public sealed class Chunk : IInCollection
{
    public ChunkId Id { get; set; }

    public Guid TenantId { get; set; }

    public CollectionId CollectionId { get; set; }

    public DocumentId DocumentId { get; set; }

    public int Generation { get; set; }

    /// <summary>Its place in the document, from 0.</summary>
    public int Ordinal { get; set; }

    /// <summary>In UTF-16 units of the document's text, which from here to <see cref="EndsAt"/> is <see cref="Text"/>.</summary>
    public int StartsAt { get; set; }

    public int EndsAt { get; set; }

    /// <summary>The page, slide or sheet it begins on, from 1; null where there are none.</summary>
    public int? Page { get; set; }

    /// <summary>The headings above it, outermost first, with <c> › </c> between them; null where there are none.</summary>
    public string? Section { get; set; }

    public int Tokens { get; set; }

    public required string Text { get; set; }
}
