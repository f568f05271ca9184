namespace Parley.Knowledge.Citations.Support;

/// <summary>How far a passage says what a claim says.</summary>
/// <param name="Coverage">The part of the claim's weight that the best sentences have, 0 to 1.</param>
/// <param name="Start">Of these sentences in the passage.</param>
/// <param name="Conflict">What speaks against it, in words for people; null where nothing does.</param>
internal readonly record struct SupportVerdict(double Coverage, int Start, int End, string? Conflict);
