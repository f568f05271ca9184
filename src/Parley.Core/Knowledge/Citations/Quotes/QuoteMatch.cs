namespace Parley.Knowledge.Citations.Quotes;

/// <summary>Where a quotation stands in a source, or what is nearest to it.</summary>
/// <param name="IsFound">Whether it stands there, but for what may differ.</param>
/// <param name="Similarity">1 when found; else the part of its words that stand in the span.</param>
internal readonly record struct QuoteMatch(bool IsFound, bool IsExact, int Start, int End, double Similarity);
