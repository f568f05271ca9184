namespace Parley.Knowledge.Citations.Answers;

/// <summary>A bracket with the numbers of sources.</summary>
/// <param name="QuoteStart">Of the words quoted within the bracket, <c>[2: "…"]</c>; -1 where there are none.</param>
internal readonly record struct Marker(int Start, int End, IReadOnlyList<int> Numbers, int QuoteStart = -1, int QuoteEnd = -1)
{
    public bool HasQuote => QuoteStart >= 0;
}
