using Parley.Identity;

namespace Parley.Structured;

/// <summary>What data is wanted from a text, whoever asks.</summary>
/// <param name="Caller">On whose behalf; pays.</param>
/// <param name="Text">1 to <see cref="MaxTextLength"/> characters.</param>
public sealed record StructuredRequest(Caller Caller, string Text)
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaxTextLength = 100_000;

    /// <summary>The longest instructions, in characters.</summary>
    public const int MaxInstructionsLength = 4_000;

    /// <summary>What the model should mind beyond the schema; null for nothing.</summary>
    public string? Instructions { get; init; }

    /// <summary>A configured provider; null takes the default.</summary>
    public string? Provider { get; init; }

    /// <summary>A model of the provider, or <c>auto</c>; null takes the default.</summary>
    public string? Model { get; init; }
}
