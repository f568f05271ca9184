namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// Finds the nearest: 1. How many bits differ from the query's, of rows that are not sorted and of those around the nearest centres. 2. The rows with the
/// fewest. 3. Their cosines, from the int8 numbers. 4. Of each passage the best window.
/// </summary>
internal sealed class IndexSearch
{
    private readonly IndexState _state;
    private readonly int[] _counts;
    private readonly AllowedDocuments? _allowed;
    private readonly ReadOnlyMemory<float> _query;
    private readonly int _top;

    public IndexSearch(SpaceIndex index, ReadOnlyMemory<float> query, int top, PassageFilter? filter)
    {
        // What is appended from here on is not seen: rows are counted before documents are judged.
        (_query, _top, _state) = (query, top, index.State);
        _counts = [.. _state.Blocks.Select(block => block.Count)];
        _allowed = index.Documents.Allowed(filter);
    }

    public IReadOnlyList<VectorHit> Run()
    {
        var bits = new ulong[SignBits.Words(_query.Length)];
        SignBits.Write(_query.Span, _state.Mean, bits);
        var rows = _counts.Sum() + (_state.Sorted?.Rows.Count ?? 0);
        using var scan = new BitScan(bits, _allowed, rows);
        for (var i = 0; i < _counts.Length; i++)
        {
            scan.Add(_state.Blocks[i], 0, _counts[i]);
        }

        var walk = _state.Sorted is null ? null : new CentreWalk(_state.Sorted, _query.Span);
        var fine = FineCode.Of(_query.Span);

        var share = _allowed is null ? 1 : Math.Min(1, (double)_allowed.Rows / Math.Max(1, rows));

        // Windows of the same passage take places of others: when that leaves too few, look at more.
        for (var effort = _state.Sorted?.EffortFor(_top, share) ?? SearchEffort.OfAll(_top, rows); ; effort = effort.More())
        {
            walk?.To(effort.Rows, share, scan);
            var hits = Best(scan.Nearest(effort.Candidates), fine);
            if (hits.Count >= _top || (effort.Candidates >= scan.Looked && walk is not { IsAtEnd: false }))
            {
                return hits;
            }
        }
    }

    private List<VectorHit> Best(List<RowPlace> places, short[] query)
    {
        var (cosines, order) = (new float[places.Count], places.ToArray());
        Span<sbyte> numbers = stackalloc sbyte[VectorCode.Stride(_query.Length)];
        for (var i = 0; i < order.Length; i++)
        {
            // The other way round, so that the nearest come first.
            cosines[i] = -order[i].Block.Cosine(order[i].Row, query, numbers);
        }

        Array.Sort(cosines, order);
        var (hits, seen) = (new List<VectorHit>(_top), new HashSet<Guid>(_top));
        for (var i = 0; i < order.Length && hits.Count < _top; i++)
        {
            var chunk = order[i].Block.Chunks[order[i].Row];
            if (!_state.Removed.Contains(chunk) && seen.Add(chunk))
            {
                hits.Add(new(chunk, -cosines[i]));
            }
        }

        return hits;
    }
}
