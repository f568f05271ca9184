namespace Parley.Knowledge.Citations.Answers;

/// <summary>What a group of markers stands for.</summary>
/// <param name="Start">Of the sentence or clause in the answer.</param>
/// <param name="Quotes">The words it quotes, without the quotation marks.</param>
internal sealed record CitedClaim(Marker Marker, int Start, int End, IReadOnlyList<TextSpan> Quotes);

internal readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;
}
