using System.ComponentModel;
using Parley.Accounts.Groups;
using Parley.Accounts.Users;
using Parley.Data;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Unicode;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>Makes or changes a collection; what is left out stays, or is the default.</summary>
internal sealed record CollectionRequest
{
    [Description("1 to 100 characters; unique among one's own.")]
    public string? Name { get; init; }

    [Description("At most 2,000 characters.")]
    public string? Description { get; init; }

    [Description("private, groups, tenant or public. Default private.")]
    public string? Sharing { get; init; }

    [Description("With sharing groups: those who may read it.")]
    public IReadOnlyList<GroupId>? Groups { get; init; }

    [Description("How documents are cut. An empty object goes back to the installation's way. Holds for documents from now on; POST reindex for the others.")]
    public ChunkingContract? Chunking { get; init; }
}

/// <param name="Chunker">auto, markdown, recursive, sentence, semantic or fixed.</param>
/// <param name="Tokens">The most tokens of a passage, 64 to 4096.</param>
/// <param name="Overlap">How many tokens a passage repeats of the one before, 0 to half of tokens.</param>
internal sealed record ChunkingContract(string? Chunker = null, int? Tokens = null, int? Overlap = null)
{
    public static ChunkingContract? From(string? stored) =>
        ChunkingChoice.Read(stored) is { } choice ? new(choice.Chunker, choice.Tokens, choice.Overlap) : null;

    public ChunkingChoice ToChoice() => new(Chunker, Tokens, Overlap);
}

/// <param name="Pending">Those that jobs have still to read.</param>
internal sealed record DocumentCounts(int Total, int Ready, int Pending, int Failed);

/// <param name="Name">Null where it is nobody of one's own organisation.</param>
internal sealed record CollectionOwner(UserId Id, string? Name);

/// <summary>Documents that are searched and shared together.</summary>
/// <param name="Sharing">private, groups, tenant or public.</param>
/// <param name="Groups">Those who may read it; only for whoever may change it.</param>
/// <param name="Mine">Whether the caller owns it.</param>
/// <param name="MayChange">Whether the caller may change it and what is in it.</param>
internal sealed record CollectionResponse(
    CollectionId Id, string Name, string Description, string Sharing, IReadOnlyList<GroupId> Groups, ChunkingContract? Chunking, DocumentCounts Documents,
    CollectionOwner Owner, bool Mine, bool MayChange, DateTime CreatedAt, DateTime UpdatedAt);

/// <summary>Adds pages and files of the web.</summary>
internal sealed record AddUrlsRequest
{
    [Description("Addresses that begin with http:// or https://.")]
    public IReadOnlyList<string>? Urls { get; init; }

    [Description("Words to filter by, for all of them.")]
    public IReadOnlyList<string>? Tags { get; init; }
}

/// <summary>Adds a folder of the server's machine.</summary>
internal sealed record AddFolderRequest
{
    [Description("The full path of a folder in one of those that KNOWLEDGE_FOLDERS names.")]
    public string? Path { get; init; }

    [Description("Words to filter by, for all documents in it.")]
    public IReadOnlyList<string>? Tags { get; init; }
}

/// <summary>A document.</summary>
/// <param name="Source">upload, folder or url.</param>
/// <param name="Name">The file's name, or the page's address; without marks that change the direction of writing, as everywhere that documents are named.</param>
/// <param name="Names">The others with the very same content, which is kept and found once: it stays until the last of them goes. At most the first 20.</param>
/// <param name="NamesTotal">How many others there are.</param>
/// <param name="Status">pending, held (it waits for the virus scanner), ready or failed.</param>
/// <param name="Failure">Why it, or its newest version, could not be read, as a code.</param>
/// <param name="Generation">Rises each time it is indexed anew.</param>
/// <param name="Pages">Pages, slides or sheets; 0 where there are none.</param>
/// <param name="Chunks">Passages.</param>
internal sealed record DocumentResponse(
    DocumentId Id, CollectionId CollectionId, string Source, string Name, IReadOnlyList<string> Names, int NamesTotal, string MediaType, long Size, string Status, string? Failure, string? Error, string? Title,
    string? Author, string? Language, IReadOnlyList<string> Keywords, IReadOnlyList<string> Tags, DateTime? Date, int Generation, int TextLength, int Pages, int Chunks,
    DateTime CreatedAt, DateTime UpdatedAt)
{
    /// <param name="names">See <see cref="DocumentCatalogue.FurtherNamesAsync"/>.</param>
    public static DocumentResponse From(Document document, IReadOnlyDictionary<DocumentId, FurtherNames> names) => new(
        document.Id, document.CollectionId, SnakeCaseEnum.Write(document.Source), ShownName.Of(document.Name), [.. names[document.Id].Listed.Select(ShownName.Of)], names[document.Id].Total,
        document.MediaType, document.Size, SnakeCaseEnum.Write(document.Status), document.Failure, document.Error, Shown(document.Title), Shown(document.Author), document.Language,
        DocumentWords.Read(document.Keywords), DocumentWords.Read(document.Tags), document.Date, document.Generation, document.TextLength, document.PageCount, document.ChunkCount,
        document.CreatedAt, document.UpdatedAt);

    private static string? Shown(string? name) => name is null ? null : ShownName.Of(name);
}

/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
internal sealed record PageMark(int Start, int Number);

/// <param name="Start">Where the heading begins in the text, in UTF-16 units.</param>
internal sealed record SectionMark(int Start, int Level, string Title);

/// <summary>A heading of a document.</summary>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="End">Behind the last character of its section, which is where the next heading of its level or above begins.</param>
/// <param name="Level">1 for the outermost.</param>
/// <param name="Page">The page it stands on; null where there are none.</param>
internal sealed record OutlineEntry(int Start, int End, int Level, string Title, int? Page);

/// <summary>A part of a document's text.</summary>
/// <param name="Start">Where the part begins, in UTF-16 units.</param>
/// <param name="Total">The length of the whole text.</param>
/// <param name="Pages">Those that begin in the part, and the one it begins on.</param>
/// <param name="Sections">The headings in the part.</param>
internal sealed record DocumentTextResponse(string Text, int Start, int Total, string Kind, IReadOnlyList<PageMark> Pages, IReadOnlyList<SectionMark> Sections, int Generation);

/// <summary>A passage.</summary>
/// <param name="Start">In the document's text, in UTF-16 units.</param>
/// <param name="Section">The headings above it, outermost first.</param>
internal sealed record ChunkResponse(ChunkId Id, int Ordinal, int Start, int End, int? Page, string? Section, int Tokens, string Text);
