namespace Parley.Pipeline.Fallback;

/// <summary>Which models take over when the chosen one fails. Section <c>Fallback</c>.</summary>
public sealed class FallbackOptions
{
    /// <summary>
    /// The chain in order (FALLBACK_PROVIDERS): <c>provider</c> or <c>provider/model</c>, separated by commas, each with
    /// parameters of its own if need be: <c>anthropic, openai/gpt-4o-mini?temperature=0.2&amp;max_tokens=800, offline</c>.
    /// Default: none.
    /// </summary>
    public string? Chain { get; set; }
}
