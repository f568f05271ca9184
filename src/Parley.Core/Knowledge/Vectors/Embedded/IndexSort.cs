namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// Puts rows in the order of their centres: 1. Those that live. 2. Centres, by a sample of them. 3. For each row its centre. 4. The rows, one centre's after the
/// other's. 5. How far searches have to go in them. It reads rows that do not change, so it needs no lock.
/// </summary>
/// <param name="blocks">Which nothing is appended to any more.</param>
/// <param name="alive">See <see cref="DocumentTable.Allowed"/>.</param>
/// <param name="removed">See <see cref="IndexState.Removed"/>.</param>
internal sealed class IndexSort(RowBlock[] blocks, AllowedDocuments? alive, HashSet<Guid> removed, int dimensions)
{
    // Sampled rows for each centre: more make centres no better (J. Johnson et al. 2017 take 39 to 256).
    private const int SampleOfEach = 32;

    /// <summary>What was left out, as it was when the rows were.</summary>
    public HashSet<Guid> Removed => removed;

    /// <summary>How many of the blocks were in no order, the first of those there are.</summary>
    public required int Unsorted { get; init; }

    /// <summary>By number, those whose rows are in the blocks.</summary>
    public required SavedDocument[] Documents { get; init; }

    /// <summary>How many rows of the blocks belong to documents that are gone.</summary>
    public required int DeadRows { get; init; }

    /// <param name="directory">For the file of their numbers.</param>
    /// <param name="recall">See <see cref="EmbeddedIndexOptions.Recall"/>.</param>
    /// <returns>Null when too little lives to be worth an order.</returns>
    public SortedRows? Run(string directory, double recall, CancellationToken cancellationToken)
    {
        var places = Living();
        if (places.Length < SampleOfEach)
        {
            return null;
        }

        var file = new CodeFile(directory);
        try
        {
            return Run(places, file, recall, cancellationToken);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private SortedRows Run(RowPlace[] places, CodeFile file, double recall, CancellationToken cancellationToken)
    {
        // The costs of finding the centres and of going through the rows around some of them are about even at this.
        var count = (int)(2 * Math.Sqrt(places.Length));
        var sample = new RowSample(Spread(places, count * SampleOfEach), dimensions);
        var mean = sample.Mean();
        var centres = new CentreTraining(sample, mean).Run(count, cancellationToken);
        var owners = Assign(places, centres, mean, cancellationToken);

        var starts = new int[count + 1];
        foreach (var owner in owners)
        {
            starts[owner + 1]++;
        }

        for (var i = 0; i < count; i++)
        {
            starts[i + 1] += starts[i];
        }

        var rows = Gather(places, owners, starts, mean, file, cancellationToken);
        var sorted = new SortedRows(rows, mean, centres, starts, [], file);
        return sorted with { Efforts = new EffortMeasure(sorted).Run(recall, cancellationToken) };
    }

    private RowPlace[] Living()
    {
        var places = new List<RowPlace>(blocks.Sum(block => block.Count));
        foreach (var block in blocks)
        {
            for (var row = 0; row < block.Count; row++)
            {
                if ((alive?.Contains(block.Documents[row]) ?? true) && !removed.Contains(block.Chunks[row]))
                {
                    places.Add(new(block, row));
                }
            }
        }

        return [.. places];
    }

    private static RowPlace[] Spread(RowPlace[] places, int count)
    {
        var taken = Math.Min(count, places.Length);
        return [.. Enumerable.Range(0, taken).Select(i => places[(int)((long)i * places.Length / taken)])];
    }

    private int[] Assign(RowPlace[] places, Centres centres, float[] mean, CancellationToken cancellationToken)
    {
        var owners = new int[places.Length];
        var (numbers, bits) = (new sbyte[VectorCode.Stride(dimensions)], new ulong[SignBits.Words(dimensions)]);
        var vector = new float[numbers.Length];
        for (var i = 0; i < places.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            places[i].Block.Read(places[i].Row, numbers, vector);
            SignBits.Write(vector.AsSpan(0, dimensions), mean, bits);
            owners[i] = centres.Nearest(numbers, bits);
        }

        return owners;
    }

    // Counted and put in their places, as every sort by a small number.
    private RowBlock Gather(RowPlace[] places, int[] owners, int[] starts, float[] mean, CodeFile file, CancellationToken cancellationToken)
    {
        var (next, order) = (starts.AsSpan(0, starts.Length - 1).ToArray(), new int[places.Length]);
        for (var i = 0; i < places.Length; i++)
        {
            order[next[owners[i]]++] = i;
        }

        var rows = new RowBlock(places.Length, dimensions, file.Add(places.Length, dimensions));
        var numbers = new sbyte[rows.Stride];
        foreach (var i in order)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (block, row) = places[i];
            block.Read(row, numbers);
            rows.Append(block.Documents[row], block.Chunks[row], numbers, mean);
        }

        return rows;
    }
}
