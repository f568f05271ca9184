using System.ComponentModel.DataAnnotations;

namespace Parley.Knowledge.Chunking;

/// <summary>How texts are cut into passages where nobody says otherwise. Section <c>Knowledge:Chunking</c>.</summary>
public sealed class ChunkingOptions : IValidatableObject
{
    /// <summary>Follows the kind of the text: <c>markdown</c> for Markdown, <c>recursive</c> for everything else.</summary>
    public const string Auto = "auto";

    /// <summary>The name of a chunker, or <see cref="Auto"/>. Default auto.</summary>
    [Required]
    public string Chunker { get; set; } = Auto;

    /// <summary>The most tokens of a passage, by o200k_base. Default 512; 64 to 4096.</summary>
    [Range(ChunkSizes.MinTokens, ChunkSizes.MaxTokens)]
    public int Tokens { get; set; } = 512;

    /// <summary>How many tokens a passage repeats of the one before. Default 64; 0 to half of <see cref="Tokens"/>.</summary>
    [Range(0, 2048)]
    public int Overlap { get; set; } = 64;

    /// <summary>How long cutting one text may take, embedding its sentences included where that is how it is cut. Default 5 min; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Overlap > Tokens / 2)
            yield return new($"Overlap ({Overlap}) must not be more than half of Tokens ({Tokens}).", [nameof(Overlap)]);
    }
}
