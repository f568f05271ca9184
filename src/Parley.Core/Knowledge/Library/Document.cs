using Parley.Data;
using Parley.Unicode;

namespace Parley.Knowledge.Library;

/// <summary>
/// A document of a collection. Each time it is read anew it begins a generation: the chunks of the new one are written beside
/// the old, and one commit makes them the ones that are found.
/// </summary>
public sealed class Document : IInCollection
{
    public DocumentId Id { get; set; }

    public Guid TenantId { get; set; }

    public CollectionId CollectionId { get; set; }

    public DocumentSource Source { get; set; }

    /// <summary>What people know it by: the file's name, the page's address. One of its <see cref="DocumentName"/>s, with <see cref="Source"/>.</summary>
    public required string Name { get; set; }

    /// <summary>
    /// Name and title in one form, for lists that are narrowed by a part of them: what databases make of capitals beyond ASCII is
    /// different in each. Follows from the others; what is read from the row is not looked at.
    /// </summary>
    public string SearchName
    {
        get => Fold($"{Name}\n{Title}");
        private set => _ = value;
    }

    public required string MediaType { get; set; }

    /// <summary>SHA-256 of its bytes, in hex.</summary>
    public required string ContentHash { get; set; }

    public long Size { get; set; }

    public DocumentStatus Status { get; set; }

    /// <summary>Which <see cref="Reading.ReadFailure"/>, in snake_case; null while nothing went wrong.</summary>
    public string? Failure { get; set; }

    /// <summary>The same in words for people.</summary>
    public string? Error { get; set; }

    /// <summary>The generation that is found; 0 for none yet.</summary>
    public int Generation { get; set; }

    /// <summary>The <see cref="Collection.Revision"/> with which it changed last.</summary>
    public long Revision { get; set; }

    public string? Title { get; set; }

    public string? Author { get; set; }

    public string? Language { get; set; }

    /// <summary>A JSON array.</summary>
    public required string Keywords { get; set; }

    /// <summary>What whoever added it wrote on it: a JSON array.</summary>
    public required string Tags { get; set; }

    /// <summary>
    /// When it was last changed, by its own account, else by that of its folder; null where nobody knows. It counts as of the day it was
    /// added then, wherever dates count: in filters, in what age takes from it, and where it is shown.
    /// </summary>
    public DateTime? Date { get; set; }

    public int TextLength { get; set; }

    public int PageCount { get; set; }

    public int ChunkCount { get; set; }

    /// <summary>How it was cut and embedded. When the collection's way is another, it has to be indexed anew.</summary>
    public string? IndexedAs { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }

    /// <summary>As <see cref="SearchName"/> has it: small letters, and one form of each, however it was typed.</summary>
    public static string Fold(string text) => Nfkc.Normalize(text).ToLowerInvariant();
}

/// <summary>Where a document comes from.</summary>
public enum DocumentSource
{
    Upload,
    Folder,
    Url,
}

/// <summary>What can be done with a document now.</summary>
public enum DocumentStatus
{
    /// <summary>It is being read for the first time.</summary>
    Pending,

    /// <summary>Its current generation is found.</summary>
    Ready,

    /// <summary>It waits to be scanned for viruses: its bytes are kept, and nobody reads them.</summary>
    Held,

    /// <summary>It could not be read, and never could be.</summary>
    Failed,

    /// <summary>It is gone, and never comes back. The row stays for a while, so that indexes learn of it.</summary>
    Removed,
}
