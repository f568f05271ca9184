namespace Parley.Models.Tokens;

/// <summary>What is known about a model.</summary>
/// <param name="ContextTokens">Tokens of prompt and answer together.</param>
/// <param name="MaxOutputTokens">Tokens of the longest answer.</param>
/// <param name="Encoding">How its tokens are counted.</param>
/// <param name="SeesImages">Whether a message may carry images.</param>
/// <param name="CallsTools">Whether it may be offered tools.</param>
public sealed record ModelInfo(int ContextTokens, int MaxOutputTokens, TokenEncoding Encoding, bool SeesImages, bool CallsTools)
{
    /// <summary>Whether it stands in the catalogue; otherwise these are the careful assumptions for any model.</summary>
    public bool IsKnown { get; init; } = true;
}
