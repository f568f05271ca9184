using System.Numerics.Tensors;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// The vectors of one space: bits in memory that are scanned, int8 numbers in a mapped file that put the best of the scan in
/// order. One thread at a time writes; any number search meanwhile, each in what was there when it began.
/// </summary>
internal sealed class SpaceIndex(int dimensions, string directory) : IDisposable
{
    private const int SmallestBlock = 64;
    private const int LargestBlock = 16_384;

    // So many rows, evenly taken, give a mean as good as all would.
    private const int MeanSample = 20_000;

    private readonly CodeFile _file = new(directory);
    private readonly DocumentTable _documents = new();
    private readonly HashSet<Guid> _removed = [];
    private IndexState _state = new([], new float[dimensions], []);
    private int _count;
    private int _centredAt;

    public IndexState State => Volatile.Read(ref _state);

    public DocumentTable Documents => _documents;

    /// <summary>Whether so much of it is dead that it is better made anew.</summary>
    public bool IsWorn => _documents.DeadRows > SmallestBlock && _documents.DeadRows > _count / 2;

    /// <param name="rows">The windows of the document's passages, each as <see cref="VectorCode"/> has it.</param>
    public void Replace(PassageTraits document, IReadOnlyList<(Guid Chunk, byte[] Code)> rows)
    {
        // In this order a search sees the old rows or none, never both.
        var number = _documents.Add(document, rows.Count);
        if (_removed.Count > 0)
        {
            _removed.ExceptWith(rows.Select(row => row.Chunk));
            Volatile.Write(ref _state, _state with { Removed = [.. _removed] });
        }

        foreach (var (chunk, code) in rows)
        {
            Room().Append(number, chunk, code, _state.Mean);
            _count++;
        }

        if (_count >= 2 * _centredAt)
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

    public void Dispose() => _file.Dispose();

    private RowBlock Room()
    {
        if (_state.Blocks is [.., { IsFull: false } last])
        {
            return last;
        }

        // As much again as there is, so that a small space is small.
        var capacity = Math.Clamp(_count, SmallestBlock, LargestBlock);
        var block = new RowBlock(capacity, dimensions, _file.Add(capacity, dimensions));
        Volatile.Write(ref _state, _state with { Blocks = [.. _state.Blocks, block] });
        return block;
    }

    /// <summary>The mean anew, each time the rows have doubled: then each row is done twice at most.</summary>
    private void Recentre()
    {
        var mean = new float[dimensions];
        var vector = new float[dimensions];
        var (step, at, taken) = (Math.Max(1, _count / MeanSample), 0, 0);
        foreach (var block in _state.Blocks)
        {
            for (var row = 0; row < block.Count; row++, at++)
            {
                if (at % step == 0)
                {
                    block.Read(row, vector);
                    TensorPrimitives.Add(mean, vector, mean);
                    taken++;
                }
            }
        }

        TensorPrimitives.Divide(mean, Math.Max(1, taken), mean);
        Volatile.Write(ref _state, _state with { Blocks = [.. _state.Blocks.Select(block => block.Recentre(mean))], Mean = mean });
        _centredAt = _count;
    }
}

/// <summary>What a search sees.</summary>
/// <param name="Mean">By which the bits of the blocks were made.</param>
/// <param name="Removed">Passages that are gone while their document is not.</param>
internal sealed record IndexState(RowBlock[] Blocks, float[] Mean, HashSet<Guid> Removed);
