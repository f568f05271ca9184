namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>The index of one collection as it was at a revision. Immutable: changes give another.</summary>
internal sealed record CollectionIndex(long Revision, IReadOnlyList<LiveSegment> Segments)
{
    public static CollectionIndex Empty { get; } = new(-1, []);

    public long Bytes => Segments.Sum(segment => segment.Segment.Bytes);

    /// <summary>Without some documents, and with what was made of them since.</summary>
    /// <param name="changed">Ids of documents whose passages are no longer as they were.</param>
    public CollectionIndex With(long revision, IReadOnlySet<Guid> changed, IEnumerable<Segment> added)
    {
        var segments = new List<LiveSegment>();
        foreach (var segment in Segments)
        {
            var left = segment.Without(Numbers(segment, changed));
            if (left.DocumentCount > 0)
            {
                segments.Add(left.IsWorn ? new LiveSegment(SegmentMerger.Merge([left])) : left);
            }
        }

        foreach (var segment in added)
        {
            segments.Add(new LiveSegment(segment));
            Settle(segments);
        }

        return new CollectionIndex(revision, segments);
    }

    // Each is to be more than twice as large as the next, so that there are few of them and each posting is written anew only
    // as often as the collection has doubled.
    private static void Settle(List<LiveSegment> segments)
    {
        while (segments.Count > 1 && segments[^2].Segment.PostingBytes.Length < 2L * segments[^1].Segment.PostingBytes.Length)
        {
            var merged = SegmentMerger.Merge(segments[^2..]);
            segments.RemoveRange(segments.Count - 2, 2);
            segments.Add(new LiveSegment(merged));
        }
    }

    private static List<int> Numbers(LiveSegment segment, IReadOnlySet<Guid> documents)
    {
        var numbers = new List<int>();
        for (var i = 0; i < segment.Segment.Documents.Length && documents.Count > 0; i++)
        {
            if (segment.IsLive(i) && documents.Contains(segment.Segment.Documents[i].Id))
            {
                numbers.Add(i);
            }
        }

        return numbers;
    }
}
