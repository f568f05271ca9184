using Parley.Knowledge.Library;

namespace Parley.Chat.Grounding;

/// <summary>A passage that an answer was given, as the <c>source</c> event tells it.</summary>
/// <param name="Id">The number the answer cites it by.</param>
/// <param name="Title">Of the document.</param>
/// <param name="Page">Where it begins; null where there are no pages.</param>
/// <param name="Section">The headings above it, outermost first.</param>
/// <param name="Start">In the document's text, in UTF-16 units.</param>
/// <param name="End">Behind its last unit.</param>
/// <param name="Score">How well it fits, 0 to 1; within one answer.</param>
/// <param name="Snippet">Its beginning.</param>
public sealed record TurnSource(
    int Id, ChunkId Chunk, DocumentId Document, CollectionId Collection, string Title, int? Page, string? Section, int Start, int End, double Score, string Snippet);
