using Parley.Knowledge.Library;
using Parley.Knowledge.Reading;
using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Ingestion;

/// <summary>What is to become of a document: read anew, or found unreadable.</summary>
/// <param name="Ordinal">Of the job's item.</param>
/// <param name="Hash">Of its bytes; empty when they could not be had.</param>
internal sealed record DocumentChange(int Ordinal, IngestItem Item, string Hash, long Size, string MediaType)
{
    /// <summary>The bytes, where they are to be kept with it.</summary>
    public byte[]? Keep { get; init; }

    /// <summary>What was read; null when it could not be.</summary>
    public DocumentText? Text { get; init; }

    public DocumentLayout? Layout { get; init; }

    /// <summary>The passages of the new generation. Their document and generation are filled in when it is known.</summary>
    public IReadOnlyList<Chunk> Chunks { get; init; } = [];

    public string? IndexedAs { get; init; }

    /// <summary>The hash of what its name had before, where its folder has that under another name by now; else null.</summary>
    public string? Moved { get; init; }

    /// <summary>See <see cref="Document.Failure"/>.</summary>
    public string? Failure { get; init; }

    public string? Error { get; init; }

    /// <summary>What a virus scanner found in it, as it calls it.</summary>
    public string? Signature { get; init; }

    /// <summary>Of passages written before the rest, as they must be where vectors refer to them: the document, its generation, and when it was added.</summary>
    public (DocumentId Document, int Generation, DateTime Added)? Staged { get; set; }

    /// <summary>See <see cref="Document.Tags"/>. Known when it is staged: what is read anew keeps its own.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>Its passages once they are staged, with what they can be filtered by, for whoever embeds them.</summary>
    public IEnumerable<(Chunk Chunk, string Text, PassageTraits Traits)> Passages()
    {
        var metadata = Text!.Metadata;
        var traits = new PassageTraits(Staged!.Value.Document.Value, MediaType, metadata.Language, metadata.Date ?? Staged.Value.Added, Tags);
        return Chunks.Select(chunk => (chunk, chunk.Ordinal == 0 ? WithTitle(chunk.Text, metadata.Title) : chunk.Text, traits));
    }

    // The first passage says what the document is called, where its text does not begin with that.
    private static string WithTitle(string text, string? title) =>
        string.IsNullOrWhiteSpace(title) || text.Contains(title, StringComparison.OrdinalIgnoreCase) ? text : $"{title}\n{text}";
}
