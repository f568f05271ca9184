using System.ComponentModel.DataAnnotations;

namespace Parley.Knowledge.Citations;

/// <summary>How citations are checked. Section <c>Knowledge:Citations</c>.</summary>
public sealed class CitationOptions
{
    /// <summary>The part of a claim's weight that a passage must cover to support it. Default 0.5; 0.1 to 1.</summary>
    [Range(0.1, 1.0)]
    public double MinSupport { get; set; } = 0.5;

    /// <summary>
    /// How far below <see cref="MinSupport"/> a claim may be that is near in meaning, and how far above one that is not.
    /// Counts only where there is an embedder. Default 0.15; 0 (meaning does not count) to 0.5.
    /// </summary>
    [Range(0.0, 0.5)]
    public double MeaningMargin { get; set; } = 0.15;

    /// <summary>The cosine of claim and passage from which they are near in meaning. Default 0.7; 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double NearMeaning { get; set; } = 0.7;

    /// <summary>The cosine below which they are not. Default 0.2; -1 to 1.</summary>
    [Range(-1.0, 1.0)]
    public double FarMeaning { get; set; } = 0.2;

    /// <summary>Whether the model for judging, where there is one, decides whether claims are supported. It costs a call for each answer. Default false.</summary>
    public bool Judge { get; set; }

    /// <summary>The most claims of an answer that the model judges. Default 24; 1 to 100.</summary>
    [Range(1, 100)]
    public int MaxJudged { get; set; } = 24;

    /// <summary>The most citations, and the most sentences without one, that are looked at in an answer. Default 2,000; 10 to 20,000.</summary>
    [Range(10, 20_000)]
    public int MaxChecked { get; set; } = 2_000;
}
