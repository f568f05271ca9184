namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// The vectors of one space: bits in memory that are gone through, int8 numbers in a mapped file that put the best in order. Rows are appended; when there are
/// many, an <see cref="IndexSort"/> brings them into the order of centres. One thread at a time writes; any number search meanwhile, each in what was there
/// when it began.
/// </summary>
internal sealed class SpaceIndex : IDisposable
{
    private const int SmallestBlock = 64;
    private const int LargestBlock = 16_384;

    private readonly int _dimensions;
    private readonly string _directory;
    private readonly EmbeddedIndexOptions _options;
    private readonly DocumentTable _documents = new();
    private readonly HashSet<Guid> _removed = [];
    private IndexState _state;
    private CodeFile _file;
    private int _count;
    private int _centredAt;

    // Nothing may be appended to the last block any more: it is being sorted.
    private bool _isClosed;

    public SpaceIndex(int dimensions, string directory, EmbeddedIndexOptions options)
    {
        (_dimensions, _directory, _options) = (dimensions, directory, options);
        (_state, _file) = (new(null, [], new float[dimensions], []), new(directory));
    }

    public IndexState State => Volatile.Read(ref _state);

    public DocumentTable Documents => _documents;

    /// <summary>What it takes of the process's memory, about.</summary>
    public long Bytes
    {
        get
        {
            var state = State;
            return (state.Sorted?.Bytes ?? 0) + state.Blocks.Sum(block => block.Bytes) + _documents.Bytes;
        }
    }

    /// <summary>Whether so much of it is dead that it is better made anew.</summary>
    public bool IsWorn => _documents.DeadRows > SmallestBlock && _documents.DeadRows > _count / 2;

    /// <summary>Whether there are so many rows in no order that going through all of them takes longer than the rest.</summary>
    public bool IsDueToSort => _state.Sorted is { } sorted
        ? _count - sorted.Rows.Count >= Math.Max(_options.SortFrom / 4, sorted.Rows.Count / 8)
        : _count >= _options.SortFrom;

    /// <param name="rows">The windows of the document's passages, each as <see cref="VectorCode"/> has it.</param>
    /// <param name="version">Of the document, when it is to be known again later.</param>
    public void Replace(PassageTraits document, IReadOnlyList<(Guid Chunk, byte[] Code)> rows, SavedDocument version = default)
    {
        // In this order a search sees the old rows or none, never both.
        var number = _documents.Add(document, version with { Rows = rows.Count });
        if (_removed.Count > 0)
        {
            _removed.ExceptWith(rows.Select(row => row.Chunk));
            Volatile.Write(ref _state, _state with { Removed = [.. _removed] });
        }

        Span<sbyte> numbers = stackalloc sbyte[VectorCode.Stride(_dimensions)];
        foreach (var (chunk, code) in rows)
        {
            numbers.Clear();
            VectorCode.Numbers(code).CopyTo(numbers);
            Room().Append(number, chunk, numbers, _state.Mean);
            _count++;
        }

        if (_state.Sorted is null && _count >= 2 * _centredAt)
        {
            Recentre();
        }
    }

    public void Remove(Guid document) => _documents.Remove(document);

    public void RemoveChunks(IReadOnlyList<Guid> chunks)
    {
        _removed.UnionWith(chunks);
        Volatile.Write(ref _state, _state with { Removed = [.. _removed] });
    }

    /// <summary>Begins with what was saved of documents that are still in the same version.</summary>
    /// <param name="documents">As they are now.</param>
    /// <returns>The documents whose rows are there; the others have to be replaced.</returns>
    public HashSet<Guid> Restore(SavedIndex saved, IReadOnlyDictionary<Guid, (PassageTraits Traits, SavedDocument Version)> documents)
    {
        var restored = _documents.Restore(saved.Documents, documents);
        Volatile.Write(ref _state, _state with { Sorted = saved.Rows, Mean = saved.Rows.Mean });
        _count = saved.Rows.Rows.Count;
        return restored;
    }

    /// <summary>A sort of what there is now; what is appended from here on stays out of it. One at a time.</summary>
    public IndexSort BeginSort()
    {
        RowBlock[] blocks = _state.Sorted is { } sorted ? [sorted.Rows, .. _state.Blocks] : _state.Blocks;

        // Appended is to a block and a file of their own, so that the old ones can go.
        (_isClosed, _file) = (true, new(_directory));
        return new(blocks, _documents.Allowed(null), _state.Removed, _dimensions) 
        {
            Unsorted = _state.Blocks.Length, DeadRows = _documents.DeadRows, Documents = _documents.Saved(),
        };
    }

    /// <summary>Searches begun from here on use what was sorted. The rows it was made of are left to searches that still go through them.</summary>
    public void EndSort(IndexSort sort, SortedRows sorted)
    {
        var others = _state.Blocks[sort.Unsorted..].Select(block => block.Recentre(sorted.Mean)).ToArray();
        if (ReferenceEquals(_state.Removed, sort.Removed))
        {
            _removed.Clear();
        }

        Volatile.Write(ref _state, new(sorted, others, sorted.Mean, [.. _removed]));
        _documents.Forget(sort.DeadRows);
        _count = sorted.Rows.Count + others.Sum(block => block.Count);
    }

    public void Dispose()
    {
        _file.Dispose();
        _state.Sorted?.File.Dispose();
    }

    private RowBlock Room()
    {
        if (!_isClosed && _state.Blocks is [.., { IsFull: false } last])
        {
            return last;
        }

        // As much again as there is, so that a small space is small.
        _isClosed = false;
        var capacity = Math.Clamp(_count, SmallestBlock, LargestBlock);
        var block = new RowBlock(capacity, _dimensions, _file.Add(capacity, _dimensions));
        Volatile.Write(ref _state, _state with { Blocks = [.. _state.Blocks, block] });
        return block;
    }

    /// <summary>The mean anew, each time the rows have doubled: then each row is done twice at most.</summary>
    private void Recentre()
    {
        // So many rows, evenly taken, give a mean as good as all would.
        const int Sample = 20_000;
        var step = Math.Max(1, _count / Sample);
        var places = _state.Blocks.SelectMany(block => Enumerable.Range(0, block.Count).Select(row => new RowPlace(block, row))).Where((_, i) => i % step == 0).ToList();
        var mean = new RowSample(places, _dimensions).Mean();
        Volatile.Write(ref _state, _state with { Blocks = [.. _state.Blocks.Select(block => block.Recentre(mean))], Mean = mean });
        _centredAt = _count;
    }
}

/// <summary>What a search sees.</summary>
/// <param name="Sorted">Rows in order; none in a small space.</param>
/// <param name="Blocks">Rows in no order.</param>
/// <param name="Mean">By which the bits of all were made.</param>
/// <param name="Removed">Passages that are gone while their document is not.</param>
internal sealed record IndexState(SortedRows? Sorted, RowBlock[] Blocks, float[] Mean, HashSet<Guid> Removed);
