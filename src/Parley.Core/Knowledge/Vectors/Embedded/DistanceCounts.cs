namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>How many rows are at each distance. Counting finds the nearest thousand without putting any two in order.</summary>
/// <param name="counts">Room for every distance from 0 on; empty.</param>
internal readonly ref struct DistanceCounts(Span<int> counts)
{
    private readonly Span<int> _counts = counts;

    public void Add(ReadOnlySpan<ushort> distances)
    {
        foreach (var distance in distances)
        {
            _counts[distance]++;
        }
    }

    public void Add(int distance) => _counts[distance]++;

    /// <summary>The distance within which that many rows are, or the greatest there is.</summary>
    public int Within(int wanted)
    {
        var within = 0;
        for (var distance = 0; distance < _counts.Length; distance++)
        {
            within += _counts[distance];
            if (within >= wanted)
            {
                return distance;
            }
        }

        return _counts.Length - 1;
    }
}
