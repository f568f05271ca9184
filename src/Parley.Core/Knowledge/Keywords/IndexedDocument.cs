using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Keywords;

/// <summary>A document as the index takes it in.</summary>
/// <param name="Title">Counts double in each of its passages.</param>
public sealed record IndexedDocument(Guid Id, PassageTraits Traits, string Title, IReadOnlyList<IndexedPassage> Passages)
{
    /// <summary>Whether endings come off its words: not where it is known to be in another language than English.</summary>
    public bool Stems => Traits.Language is null or "en";
}

/// <param name="Section">The headings above it.</param>
public readonly record struct IndexedPassage(Guid ChunkId, string? Section, string Text);
