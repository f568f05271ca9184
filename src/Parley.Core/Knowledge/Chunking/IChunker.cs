using Parley.Identity;
using Parley.Knowledge.Reading;

namespace Parley.Knowledge.Chunking;

/// <summary>
/// Cuts a text into passages. To add one, write one class and register it with <c>AddChunker&lt;T&gt;()</c>; the conformance
/// suite then runs against it.
/// </summary>
public interface IChunker
{
    /// <summary>The name in configuration and in the API: <c>recursive</c>.</summary>
    string Name { get; }

    /// <summary>
    /// The passages in order. Each is a span of the text, none is blank, none is longer than
    /// <see cref="ChunkSizes.Tokens"/>, every letter or digit of the text is in at least one, and none begins or ends within a surrogate pair.
    /// </summary>
    /// <param name="caller">On whose behalf: a chunker that asks a model charges it to them.</param>
    ValueTask<IReadOnlyList<ChunkSpan>> SplitAsync(DocumentText document, ChunkSizes sizes, Caller caller, CancellationToken cancellationToken);
}

/// <param name="Start">Of its first UTF-16 unit.</param>
/// <param name="End">Behind its last: <c>text[Start..End]</c> is the passage.</param>
/// <param name="Tokens">As o200k_base counts them.</param>
public readonly record struct ChunkSpan(int Start, int End, int Tokens);

/// <param name="Tokens">The most tokens of a passage. 64 to 4096.</param>
/// <param name="Overlap">
/// How many tokens of a passage are those the one before ended with; true repetition, cut down to whole words (<c>sentence</c> and
/// <c>semantic</c>: whole sentences; <c>markdown</c>: nothing is carried over a heading). 0 to half of <paramref name="Tokens"/>.
/// </param>
public sealed record ChunkSizes(int Tokens, int Overlap)
{
    public const int MinTokens = 64;
    public const int MaxTokens = 4096;
}
