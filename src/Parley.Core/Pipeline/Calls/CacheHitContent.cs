using Microsoft.Extensions.AI;

namespace Parley.Pipeline.Calls;

/// <summary>Says that what follows in the stream comes from a cache. Stands first.</summary>
/// <param name="outcome">Which one.</param>
/// <param name="similarity">For <see cref="CacheOutcome.Semantic"/>: the cosine of the two questions.</param>
public sealed class CacheHitContent(CacheOutcome outcome, double? similarity = null) : AIContent
{
    public CacheOutcome Outcome { get; } = outcome;

    public double? Similarity { get; } = similarity;
}
