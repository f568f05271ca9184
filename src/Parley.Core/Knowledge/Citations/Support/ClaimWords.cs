using System.Numerics;

namespace Parley.Knowledge.Citations.Support;

/// <summary>A claim, taken apart and weighed. At most 64 words count, the rarest: each is a bit.</summary>
internal sealed class ClaimWords
{
    private const int Most = 64;

    // What a form of the word counts beside the word itself, and a number beside a word as rare.
    private readonly double[] _weights;

    public ClaimWords(IReadOnlyList<Statement> clauses, Func<int, double> rarity)
    {
        Clauses = clauses;
        Words = [.. clauses.SelectMany(clause => clause.Terms.Concat(clause.Numbers)).Distinct().OrderByDescending(rarity).Take(Most)];
        _weights = [.. Words.Select(rarity)];
        Total = _weights.Sum();
    }

    public IReadOnlyList<Statement> Clauses { get; }

    public int[] Words { get; }

    public double Total { get; }

    public double Weight(ulong bits)
    {
        var sum = 0.0;
        for (; bits != 0; bits &= bits - 1)
        {
            sum += _weights[BitOperations.TrailingZeroCount(bits)];
        }

        return sum;
    }
}
