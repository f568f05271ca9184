using System.ComponentModel.DataAnnotations;

namespace Parley.Chat.Grounding;

/// <summary>How turns are answered from documents. Section <c>Knowledge:Answering</c>.</summary>
public sealed class GroundingOptions
{
    /// <summary>The most passages a model is given. Default 8; 1 to 50.</summary>
    [Range(1, 50)]
    public int Passages { get; set; } = 8;

    /// <summary>The most tokens they may take together, so that a large window does not make each question dear. Default 6000; 200 to 1,000,000.</summary>
    [Range(200, 1_000_000)]
    public int MaxTokens { get; set; } = 6_000;

    /// <summary>The most of the model's window they may take. Default 0.4; 0.05 to 0.8.</summary>
    [Range(0.05, 0.8)]
    public double WindowShare { get; set; } = 0.4;

    /// <summary>A passage of whose words more than this part stands in a better one is left out. Default 0.85; 0.3 to 1 (never).</summary>
    [Range(0.3, 1.0)]
    public double MostRepeated { get; set; } = 0.85;

    /// <summary>Whether a model, where there is one for such tasks, makes questions that follow others stand alone. Otherwise a rule does. Default true.</summary>
    public bool RewriteByModel { get; set; } = true;

    /// <summary>How much of a passage a source event shows, in UTF-16 units. Default 300; 40 to 4000.</summary>
    [Range(40, 4_000)]
    public int SnippetLength { get; set; } = 300;
}
