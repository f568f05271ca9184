namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>What is known of the passages of some collections together, and of none besides.</summary>
internal sealed class IndexStatistics
{
    private readonly IReadOnlyList<LiveSegment> _segments;

    public IndexStatistics(IReadOnlyList<LiveSegment> segments)
    {
        _segments = segments;
        Passages = segments.Sum(segment => (long)segment.Passages);
        MeanLength = Passages == 0 ? 1 : Math.Max(1, (double)segments.Sum(segment => segment.TotalLength) / Passages);
    }

    public long Passages { get; }

    /// <summary>Of a passage, in terms.</summary>
    public double MeanLength { get; }

    public long PassagesWith(string term)
    {
        long count = 0;
        foreach (var segment in _segments)
        {
            count += segment.Segment.Terms.Find(term) is >= 0 and var number ? segment.PassagesWith(number) : 0;
        }

        return count;
    }

    public long DocumentsWith(ReadOnlySpan<char> word)
    {
        long count = 0;
        foreach (var segment in _segments)
        {
            count += segment.DocumentsWith(word);
        }

        return count;
    }
}
