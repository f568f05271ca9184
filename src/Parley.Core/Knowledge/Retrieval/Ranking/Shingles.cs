using Parley.Knowledge.Keywords.Analysis;

namespace Parley.Knowledge.Retrieval.Ranking;

/// <summary>The runs of three words of a text.</summary>
internal sealed class Shingles
{
    private readonly HashSet<int> _runs = [];

    public Shingles(string text)
    {
        var reader = new TermReader(text);
        int first = 0;
        int second = 0;
        for (var count = 1; reader.MoveNext();)
        {
            if (reader.IsWhole)
            {
                continue;
            }

            var third = string.GetHashCode(reader.Word);
            if (count++ > 2)
            {
                _runs.Add(HashCode.Combine(first, second, third));
            }

            (first, second) = (second, third);
        }
    }

    /// <summary>How much of another text stands in this one, 0 to 1.</summary>
    public double ShareOf(Shingles other) =>
        other._runs.Count == 0 ? 0 : (double)other._runs.Count(_runs.Contains) / other._runs.Count;
}
