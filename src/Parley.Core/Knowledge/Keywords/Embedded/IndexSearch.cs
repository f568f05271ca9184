using System.Buffers;
using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>Scores the passages of some segments term by term, and keeps the best.</summary>
internal static class IndexSearch
{
    public static IReadOnlyList<KeywordHit> Search(IReadOnlyList<LiveSegment> segments, string text, int top, PassageFilter? filter)
    {
        var statistics = new IndexStatistics(segments);
        var terms = QueryTerm.Of(text, statistics.Passages, statistics.PassagesWith);
        var best = new PriorityQueue<KeywordHit, KeywordHit>(top + 1, WorstFirst);
        foreach (var segment in segments)
        {
            Search(segment, terms, (float)statistics.MeanLength, segment.Allowed(filter), top, best);
        }

        var hits = new KeywordHit[best.Count];
        for (var i = hits.Length - 1; i >= 0; i--)
        {
            hits[i] = best.Dequeue();
        }

        return hits;
    }

    // Ties go by id, so that the same search gives the same answer however the rows came to lie in segments.
    private static Comparer<KeywordHit> WorstFirst { get; } = Comparer<KeywordHit>.Create((a, b) =>
        a.Score.CompareTo(b.Score) is not 0 and var byScore ? byScore : b.ChunkId.CompareTo(a.ChunkId));

    private static void Search(
        LiveSegment live, IReadOnlyList<QueryTerm> terms, float meanLength, bool[]? allowed, int top, PriorityQueue<KeywordHit, KeywordHit> best)
    {
        var segment = live.Segment;
        var scores = ArrayPool<float>.Shared.Rent(segment.Chunks.Length);
        scores.AsSpan(0, segment.Chunks.Length).Clear();
        try
        {
            var any = false;
            foreach (var term in terms)
            {
                if (segment.Terms.Find(term.Text) is >= 0 and var number)
                {
                    any = true;
                    Add(segment, number, term.Weight, meanLength, allowed, scores);
                }
            }

            if (any)
            {
                Collect(segment, scores, top, best);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    private static void Add(Segment segment, int term, float weight, float meanLength, bool[]? allowed, float[] scores)
    {
        const float Fixed = Bm25.K1 * (1 - Bm25.B);
        var byLength = Bm25.K1 * Bm25.B / meanLength;
        var lengths = segment.Lengths;
        var postings = segment.PostingsOf(term);
        while (postings.MoveNext())
        {
            var passage = postings.Passage;
            if (allowed is null || allowed[segment.DocumentOf[passage]])
            {
                scores[passage] += weight * postings.Count / (postings.Count + Fixed + (byLength * lengths[passage]));
            }
        }
    }

    private static void Collect(Segment segment, float[] scores, int top, PriorityQueue<KeywordHit, KeywordHit> best)
    {
        var threshold = best.Count < top ? 0 : best.Peek().Score;
        for (var i = 0; i < segment.Chunks.Length; i++)
        {
            if (scores[i] <= 0 || scores[i] < threshold)
            {
                continue;
            }

            var hit = new KeywordHit(segment.Chunks[i], scores[i]);
            if (best.Count < top)
            {
                best.Enqueue(hit, hit);
            }
            else
            {
                best.EnqueueDequeue(hit, hit);
            }

            threshold = best.Count < top ? 0 : best.Peek().Score;
        }
    }
}
