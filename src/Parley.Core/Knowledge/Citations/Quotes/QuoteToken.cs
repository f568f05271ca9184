namespace Parley.Knowledge.Citations.Quotes;

/// <summary>A word as it is compared, and where it stands. A sign such as % is a word of its own.</summary>
internal readonly record struct QuoteToken(int Id, int Start, int End);
