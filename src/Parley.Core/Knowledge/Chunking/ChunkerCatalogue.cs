using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Identity;
using Parley.Knowledge.Reading;

namespace Parley.Knowledge.Chunking;

/// <summary>Cuts texts into passages by the chunker that is asked for, or configured, or fits the kind of the text.</summary>
public sealed class ChunkerCatalogue
{
    private readonly Dictionary<string, IChunker> chunkers;
    private readonly ChunkingOptions options;

    public ChunkerCatalogue(IEnumerable<IChunker> chunkers, IOptions<ChunkingOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.chunkers = chunkers.ToDictionary(chunker => chunker.Name, StringComparer.OrdinalIgnoreCase);
        this.options = options.Value;
    }

    /// <summary>What can be asked for where nobody added a chunker, as people choose: for programs that ask before there is a host.</summary>
    public static IReadOnlyList<string> Standard { get; } = [ChunkingOptions.Auto, "markdown", "recursive", "sentence", "semantic", "fixed"];

    /// <summary>What can be asked for, in order: <c>auto</c> and the names of the chunkers.</summary>
    public IReadOnlyList<string> Names => [ChunkingOptions.Auto, .. chunkers.Keys.Order(StringComparer.Ordinal)];

    /// <param name="name">One of <see cref="Names"/>; null for what is configured.</param>
    /// <param name="sizes">Null for those configured.</param>
    /// <exception cref="AppException">There is no such chunker, or a size is out of its bounds.</exception>
    public ValueTask<IReadOnlyList<ChunkSpan>> SplitAsync(
        DocumentText document, string? name, ChunkSizes? sizes, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Find(name ?? options.Chunker, document.Kind).SplitAsync(document, Checked(sizes), caller, cancellationToken);
    }

    private IChunker Find(string name, TextKind kind)
    {
        if (name.Equals(ChunkingOptions.Auto, StringComparison.OrdinalIgnoreCase))
            name = kind == TextKind.Markdown ? "markdown" : "recursive";
        return chunkers.GetValueOrDefault(name)
            ?? throw AppException.Invalid("chunker", $"There is no chunker of that name. There are {string.Join(", ", Names)}.");
    }

    private ChunkSizes Checked(ChunkSizes? sizes)
    {
        if (sizes is null)
            return new(options.Tokens, options.Overlap);
        if (sizes.Tokens is < ChunkSizes.MinTokens or > ChunkSizes.MaxTokens)
            throw AppException.Invalid("tokens", $"A passage has {ChunkSizes.MinTokens} to {ChunkSizes.MaxTokens} tokens.");
        if (sizes.Overlap < 0 || sizes.Overlap > sizes.Tokens / 2)
            throw AppException.Invalid("overlap", "Passages overlap by 0 tokens up to half of their own.");
        return sizes;
    }
}
