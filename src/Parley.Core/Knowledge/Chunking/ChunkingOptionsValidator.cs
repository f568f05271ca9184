using Microsoft.Extensions.Options;

namespace Parley.Knowledge.Chunking;

/// <summary>Only chunkers that are there can be configured.</summary>
internal sealed class ChunkingOptionsValidator(IEnumerable<IChunker> chunkers) : IValidateOptions<ChunkingOptions>
{
    public ValidateOptionsResult Validate(string? name, ChunkingOptions options)
    {
        var names = chunkers.Select(chunker => chunker.Name).Append(ChunkingOptions.Auto).ToList();
        return names.Contains(options.Chunker, StringComparer.OrdinalIgnoreCase)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Knowledge:Chunking:Chunker is '{options.Chunker}'; it accepts {string.Join(", ", names.Order(StringComparer.Ordinal))}.");
    }
}
