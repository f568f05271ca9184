namespace Parley.Models.Tokens;

/// <summary>
/// Byte pair encoding of one piece: the neighbouring pair of the lowest rank (the leftmost of equals) is joined until
/// no pair is a token. Two implementations of the same rule: a scan for the usual short piece, a heap for long ones.
/// </summary>
internal static class BytePairMerger
{
    // Below this many bytes the quadratic scan beats the heap.
    private const int LongPiece = 160;

    /// <summary>The number of tokens; appends them to <paramref name="output"/> where one is given.</summary>
    public static int Merge(RankTable ranks, ReadOnlySpan<byte> piece, List<int>? output) =>
        piece.Length < LongPiece ? MergeShort(ranks, piece, output) : MergeLong(ranks, piece, output);

    private static int MergeShort(RankTable ranks, ReadOnlySpan<byte> piece, List<int>? output)
    {
        // 1. Every byte is a part; rank[i] is what part i and its right neighbour would make.
        Span<int> start = stackalloc int[LongPiece + 1];
        Span<int> rank = stackalloc int[LongPiece + 1];
        var parts = piece.Length;
        for (var i = 0; i <= parts; i++)
            start[i] = i;
        for (var i = 0; i + 1 < parts; i++)
            rank[i] = ranks.FindPair(piece[i], piece[i + 1]);

        // 2. Join the best pair, close the gap, and rank the new part with both neighbours.
        while (parts > 1)
        {
            var at = IndexOfLowest(rank[..(parts - 1)]);
            if (rank[at] == RankTable.None)
                break;
            start[(at + 2)..(parts + 1)].CopyTo(start[(at + 1)..]);
            rank[(at + 1)..parts].CopyTo(rank[at..]);
            parts--;
            if (at + 1 < parts)
                rank[at] = ranks.Find(piece[start[at]..start[at + 2]]);
            if (at > 0)
                rank[at - 1] = ranks.Find(piece[start[at - 1]..start[at + 1]]);
        }

        // 3. What is left are the tokens.
        for (var i = 0; output is not null && i < parts; i++)
            output.Add(ranks.Find(piece[start[i]..start[i + 1]]));
        return parts;
    }

    private static int IndexOfLowest(ReadOnlySpan<int> values)
    {
        var at = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] < values[at])
                at = i;
        }

        return at;
    }

    private static int MergeLong(RankTable ranks, ReadOnlySpan<byte> piece, List<int>? output)
    {
        // 1. Parts as a linked list by their first byte: end[i] is 0 once part i was joined to its left neighbour.
        var end = new int[piece.Length];
        var previous = new int[piece.Length];
        for (var i = 0; i < piece.Length; i++)
            (end[i], previous[i]) = (i + 1, i - 1);

        // 2. All pairs by rank, then by position.
        var pairs = new PriorityQueue<Pair, long>(piece.Length);
        for (var i = 0; i + 1 < piece.Length; i++)
            Offer(pairs, ranks, piece, new Pair(i, i + 1, i + 2));

        // 3. Join the best pair that still stands as it was offered.
        while (pairs.TryDequeue(out var pair, out _))
        {
            var (left, middle, right) = pair;
            if (end[left] != middle || end[middle] != right)
                continue;
            end[left] = right;
            end[middle] = 0;
            if (right < piece.Length)
            {
                previous[right] = left;
                Offer(pairs, ranks, piece, new Pair(left, right, end[right]));
            }

            if (left > 0)
                Offer(pairs, ranks, piece, new Pair(previous[left], left, right));
        }

        // 4. What is left are the tokens.
        var count = 0;
        for (var i = 0; i < piece.Length; i = end[i], count++)
            output?.Add(ranks.Find(piece[i..end[i]]));
        return count;
    }

    private static void Offer(PriorityQueue<Pair, long> pairs, RankTable ranks, ReadOnlySpan<byte> piece, Pair pair)
    {
        var rank = ranks.Find(piece[pair.Left..pair.Right]);
        if (rank != RankTable.None)
            pairs.Enqueue(pair, ((long)rank << 32) | (uint)pair.Left);
    }

    /// <summary>Two neighbouring parts: <c>[Left, Middle)</c> and <c>[Middle, Right)</c>.</summary>
    private readonly record struct Pair(int Left, int Middle, int Right);
}
