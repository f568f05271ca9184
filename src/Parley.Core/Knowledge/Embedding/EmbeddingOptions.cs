using System.ComponentModel.DataAnnotations;

namespace Parley.Knowledge.Embedding;

/// <summary>What makes the vectors of passages. Section <c>Knowledge:Embedding</c>. With another provider or model everything is embedded anew.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>The value of <see cref="Provider"/> for the built-in models.</summary>
    public const string Local = "local";

    /// <summary>A configured provider that has such models, or <c>local</c> for the built-in ones (EMBEDDING_PROVIDER). Default local.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Provider { get; set; } = Local;

    /// <summary>The model (EMBEDDING_MODEL): <c>use-lite-en</c> or <c>lexical-512</c> of the built-in ones. Default: the provider's own default.</summary>
    public string? Model { get; set; }

    /// <summary>See <see cref="IEmbedder.FusionWeight"/>. Default: .25 for the built-in models, .5 for a provider's. 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double? FusionWeight { get; set; }

    /// <summary>How many texts a provider is sent at once. Default 64; 1 to 2048.</summary>
    [Range(1, 2048)]
    public int BatchSize { get; set; } = 64;

    /// <summary>Memory for vectors that a provider made, so that no text is paid for twice in a row. Default 32 MiB; 0 to 16 GiB.</summary>
    [Range(0L, 16L * 1024 * 1024 * 1024)]
    public long CacheBytes { get; set; } = 32 * 1024 * 1024;
}
