using System.Collections.Frozen;
using static Parley.Models.Tokens.TokenEncoding;

namespace Parley.Models.Tokens;

/// <summary>
/// Known models by the beginning of their name; the longest beginning that fits decides, so that <c>gpt-4o-2024-08-06</c>
/// is found under <c>gpt-4o</c> and a newer member of a family is treated as the family until it gets its own line.
/// Figures from the makers' model pages, as of November 2026.
/// </summary>
public static class ModelCatalogue
{
    /// <summary>
    /// For a model that is not listed: a window that every current model has, no images, and tools, since a server that
    /// cannot call them says so, while tools withheld would be missed in silence.
    /// </summary>
    public static ModelInfo Unknown { get; } = new(8_192, 2_048, Estimated, SeesImages: false, CallsTools: true) { IsKnown = false };

    private static readonly FrozenDictionary<string, ModelInfo> Models = new Dictionary<string, ModelInfo>
    {
        // context, longest answer, encoding, sees images, calls tools
        ["gpt-5"] = new(400_000, 128_000, O200kBase, true, true),
        ["gpt-5-chat"] = new(128_000, 16_384, O200kBase, true, false),
        ["gpt-4.5"] = new(128_000, 16_384, O200kBase, true, true),
        ["gpt-4.1"] = new(1_047_576, 32_768, O200kBase, true, true),
        ["gpt-4o"] = new(128_000, 16_384, O200kBase, true, true),
        ["chatgpt-4o"] = new(128_000, 16_384, O200kBase, true, false),
        ["o1"] = new(200_000, 100_000, O200kBase, true, true),
        ["o1-mini"] = new(128_000, 65_536, O200kBase, false, false),
        ["o1-preview"] = new(128_000, 32_768, O200kBase, false, false),
        ["o3"] = new(200_000, 100_000, O200kBase, true, true),
        ["o3-mini"] = new(200_000, 100_000, O200kBase, false, true),
        ["o4"] = new(200_000, 100_000, O200kBase, true, true),
        ["gpt-oss"] = new(131_072, 131_072, O200kBase, false, true),
        ["gpt-4"] = new(8_192, 8_192, Cl100kBase, false, true),
        ["gpt-4-32k"] = new(32_768, 32_768, Cl100kBase, false, true),
        ["gpt-4-turbo"] = new(128_000, 4_096, Cl100kBase, true, true),
        ["gpt-4-1106"] = new(128_000, 4_096, Cl100kBase, false, true),
        ["gpt-4-0125"] = new(128_000, 4_096, Cl100kBase, false, true),
        ["gpt-3.5"] = new(16_385, 4_096, Cl100kBase, false, true),
        ["gpt-35"] = new(16_385, 4_096, Cl100kBase, false, true), // as Azure spells it
        ["text-embedding-3"] = new(8_191, 1, Cl100kBase, false, false),
        ["text-embedding-ada"] = new(8_191, 1, Cl100kBase, false, false),

        ["claude"] = new(200_000, 32_000, Estimated, true, true),
        ["claude-3"] = new(200_000, 4_096, Estimated, true, true),
        ["claude-3-5"] = new(200_000, 8_192, Estimated, true, true),
        ["claude-3-7"] = new(200_000, 64_000, Estimated, true, true),
        ["claude-haiku-4"] = new(200_000, 64_000, Estimated, true, true),
        ["claude-sonnet-4"] = new(200_000, 64_000, Estimated, true, true),
        ["claude-opus-4"] = new(200_000, 32_000, Estimated, true, true),
        ["claude-opus-4-5"] = new(200_000, 64_000, Estimated, true, true),

        ["gemini-1.5"] = new(1_048_576, 8_192, Estimated, true, true),
        ["gemini-2.0"] = new(1_048_576, 8_192, Estimated, true, true),
        ["gemini"] = new(1_048_576, 65_536, Estimated, true, true),

        // Open models as published. A server may be started with a smaller window; Ollama's default is one.
        ["llama3"] = new(8_192, 4_096, Estimated, false, false),
        ["llama3.1"] = new(131_072, 8_192, Estimated, false, true),
        ["llama3.2"] = new(131_072, 8_192, Estimated, false, true),
        ["llama3.2-vision"] = new(131_072, 8_192, Estimated, true, false),
        ["llama3.3"] = new(131_072, 8_192, Estimated, false, true),
        ["llama4"] = new(1_048_576, 8_192, Estimated, true, true),
        ["mistral"] = new(32_768, 8_192, Estimated, false, true),
        ["mistral-large"] = new(131_072, 8_192, Estimated, false, true),
        ["mistral-small"] = new(131_072, 8_192, Estimated, true, true),
        ["mixtral"] = new(32_768, 8_192, Estimated, false, true),
        ["qwen2.5"] = new(32_768, 8_192, Estimated, false, true),
        ["qwen3"] = new(40_960, 8_192, Estimated, false, true),
        ["deepseek"] = new(65_536, 8_192, Estimated, false, true),
        ["gemma2"] = new(8_192, 4_096, Estimated, false, false),
        ["gemma3"] = new(131_072, 8_192, Estimated, true, false),
        ["phi3"] = new(131_072, 4_096, Estimated, false, false),
        ["phi4"] = new(16_384, 4_096, Estimated, false, false),
        ["llava"] = new(4_096, 2_048, Estimated, true, false),

        // The built-in assistant reads any length; the window keeps a prompt to what it answers in well under a second.
        ["extractive"] = new(128_000, 1_024, O200kBase, false, true),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly int LongestName = Models.Keys.Max(name => name.Length);

    /// <summary>What is known about a model, or <see cref="Unknown"/>. Never fails.</summary>
    /// <param name="model">
    /// As in a request; a maker before it (<c>openai/gpt-4o</c>) and a fine-tuning mark (<c>ft:</c>) are ignored.
    /// </param>
    public static ModelInfo Find(string? model)
    {
        var name = model.AsSpan();
        name = name[(name.LastIndexOf('/') + 1)..];
        if (name.StartsWith("ft:", StringComparison.OrdinalIgnoreCase))
            name = name[3..];

        var lookup = Models.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(name.Length, LongestName); length > 1; length--)
        {
            if (EndsAtBoundary(name, length) && lookup.TryGetValue(name[..length], out var info))
                return info;
        }

        return Unknown;
    }

    // So that "o1" does not claim "o100k-large", nor "gpt-4" a future "gpt-40".
    private static bool EndsAtBoundary(ReadOnlySpan<char> name, int length) =>
        length == name.Length || !char.IsAsciiDigit(name[length]) || !char.IsAsciiDigit(name[length - 1]);
}
