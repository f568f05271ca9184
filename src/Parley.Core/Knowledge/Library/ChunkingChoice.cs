using System.Text.Json;

namespace Parley.Knowledge.Library;

/// <summary>How the documents of a collection are cut. What is null is as the installation does it.</summary>
/// <param name="Chunker">See <see cref="Chunking.IChunker.Name"/>; <c>auto</c> goes by the kind of text.</param>
/// <param name="Tokens">See <see cref="Chunking.ChunkSizes.Tokens"/>.</param>
/// <param name="Overlap">See <see cref="Chunking.ChunkSizes.Overlap"/>.</param>
public sealed record ChunkingChoice(string? Chunker = null, int? Tokens = null, int? Overlap = null)
{
    /// <summary>Null where nothing is chosen.</summary>
    public string? Write() => this is { Chunker: null, Tokens: null, Overlap: null } ? null : JsonSerializer.Serialize(this, CollectionJson.Default.ChunkingChoice);

    public static ChunkingChoice? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, CollectionJson.Default.ChunkingChoice);
}
