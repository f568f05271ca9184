using System.ComponentModel.DataAnnotations;

namespace Parley.Chat.Context;

/// <summary>
/// How a model's window is shared out. Section <c>Context</c>. The system prompt and the last message are always whole;
/// history takes what the other parts leave.
/// </summary>
public sealed class ContextOptions
{
    /// <summary>The most of the window kept free for the answer when the request asks for more or says nothing. Default 0.25; 0.05 to 0.9.</summary>
    [Range(0.05, 0.9)]
    public double OutputShare { get; set; } = 0.25;

    /// <summary>The most of the window the system prompt may take; a longer one is an error, not a silent loss of history. Default 0.5; 0.05 to 0.9.</summary>
    [Range(0.05, 0.9)]
    public double SystemShare { get; set; } = 0.5;

    /// <summary>The most tokens of history, to bound what long conversations cost; null for all the window has. 256 to 10,000,000.</summary>
    [Range(256, 10_000_000)]
    public int? HistoryTokens { get; set; }

    /// <summary>Whether older messages that do not fit are shortened to their most important sentences. Otherwise they are dropped. Default true.</summary>
    public bool Shorten { get; set; } = true;

    /// <summary>The part of the history's budget that shortened messages share, when not all fits. Default 0.25; 0.05 to 0.75.</summary>
    [Range(0.05, 0.75)]
    public double ShortenedShare { get; set; } = 0.25;
}
