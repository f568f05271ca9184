using System.Numerics.Tensors;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// Finds out how far searches have to go in these very rows for the recall that is wanted, because that differs from one collection to the next: questions are
/// made of some rows, and it is noted how far off each of their true neighbours is found, by centres and by bits.
/// </summary>
internal sealed class EffortMeasure(SortedRows sorted)
{
    private const int Questions = 96;

    /// <summary>
    /// How much of another row is mixed into a row to make a question of it. A row by itself lies among others of its subject, where everything near it is found
    /// at once; who asks stands further off. Measured with real questions, .97 being wanted: rows alone find .974 of 100,000 sentences but .838 of a million that
    /// crowd together; with half of another it is .981 and .945, with six tenths .984 and .966, with these and rows alone .983 and .977.
    /// </summary>
    private const float OfAnother = 0.6f;

    private static readonly int[] Tops = [10, 30, 100, 300, 1000];

    private readonly RowBlock _rows = sorted.Rows;
    private readonly int _dimensions = sorted.Mean.Length;
    private readonly ushort[] _distances = new ushort[sorted.Rows.Count];

    /// <returns>For each number of hits what finds them both for questions that lie among the rows and for those that stand off.</returns>
    public IReadOnlyList<SearchEffort> Run(double recall, CancellationToken cancellationToken)
    {
        var off = Measure(OfAnother, recall, cancellationToken);
        return [.. Measure(0, recall, cancellationToken).Zip(off, (one, other) => one with { Rows = Math.Max(one.Rows, other.Rows), Candidates = Math.Max(one.Candidates, other.Candidates) })];
    }

    private List<SearchEffort> Measure(float ofAnother, double recall, CancellationToken cancellationToken)
    {
        var found = Tops.Select(_ => (Rows: new List<int>(), Candidates: new List<int>())).ToArray();
        for (var i = 0; i < Questions; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Ask((int)((long)i * _rows.Count / Questions), ofAnother, found);
        }

        // Half of what may be lost is lost by the one, half by the other.
        var share = (1 + recall) / 2;
        return
        [
            .. Tops.Select((top, i) => new SearchEffort(
                top,
                recall >= 1 ? _rows.Count : At(found[i].Rows, share),
                Math.Max(SearchEffort.FewestCandidates + top, At(found[i].Candidates, share)))),
        ];
    }

    private void Ask(int question, float ofAnother, (List<int> Rows, List<int> Candidates)[] found)
    {
        // 1. The question. The other row is from elsewhere; the factor is a prime, so that not all come from one place.
        var other = (int)((question + ((question + 1L) * 7919)) % _rows.Count);
        var (numbers, vector, of) = (new sbyte[_rows.Stride], new float[_rows.Stride], new float[_rows.Stride]);
        _rows.Read(question, numbers, vector);
        _rows.Read(other, numbers, of);
        TensorPrimitives.MultiplyAdd(of, ofAnother, vector, vector);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        VectorCode.Write(vector.AsSpan(0, _dimensions), numbers);
        var bits = new ulong[SignBits.Words(_dimensions)];
        SignBits.Write(vector.AsSpan(0, _dimensions), sorted.Mean, bits);

        // 2. Its true neighbours, and how far off they are.
        var walked = WalkedBefore(numbers);
        SignBits.Distances(bits, _rows.Bits(0, _distances.Length), _distances);
        var counts = new int[_dimensions + 1];
        new DistanceCounts(counts).Add(_distances);
        var nearest = Nearest([_rows.Chunks[question], _rows.Chunks[other]], FineCode.Of(vector.AsSpan(0, _dimensions)), new DistanceCounts(counts).Within(Math.Max(4 * Tops[^1], _rows.Count / 50)));
        for (var i = 1; i < counts.Length; i++)
        {
            counts[i] += counts[i - 1];
        }

        for (var k = 0; k < nearest.Length; k++)
        {
            for (var top = 0; top < Tops.Length; top++)
            {
                if (k < Tops[top])
                {
                    found[top].Rows.Add(walked[CentreOf(nearest[k])]);
                    found[top].Candidates.Add(counts[_distances[nearest[k]]]);
                }
            }
        }
    }

    /// <summary>For each centre how many rows a search has gone through when it is done with it.</summary>
    private int[] WalkedBefore(sbyte[] numbers)
    {
        var nearness = new float[sorted.Centres.Count];
        sorted.Centres.Rank(numbers, nearness);
        var (order, walked, sum) = (Enumerable.Range(0, nearness.Length).ToArray(), new int[nearness.Length], 0);
        Array.Sort(nearness, order);
        for (var i = order.Length - 1; i >= 0; i--)
        {
            walked[order[i]] = sum += sorted.Starts[order[i] + 1] - sorted.Starts[order[i]];
        }

        return walked;
    }

    /// <summary>The rows nearest by their numbers, of those within a wide distance. What was asked with is too easy to find to count, with its other windows.</summary>
    private int[] Nearest(Guid[] asked, short[] query, int within)
    {
        var (rows, cosines, numbers) = (new List<int>(), new List<float>(), new sbyte[_rows.Stride]);
        for (var row = 0; row < _distances.Length; row++)
        {
            if (_distances[row] <= within && !asked.Contains(_rows.Chunks[row]))
            {
                rows.Add(row);
                cosines.Add(-_rows.Cosine(row, query, numbers));
            }
        }

        var nearest = rows.ToArray();
        Array.Sort(cosines.ToArray(), nearest);
        return nearest[..Math.Min(Tops[^1], nearest.Length)];
    }

    private int CentreOf(int row)
    {
        var next = Array.BinarySearch(sorted.Starts, row + 1);
        next = next < 0 ? ~next : next;

        // Centres without rows begin where the next one does: the first of those that begin after the row follows the one that has it.
        while (sorted.Starts[next - 1] > row)
        {
            next--;
        }

        return next - 1;
    }

    private static int At(List<int> values, double share)
    {
        values.Sort();
        return values.Count == 0 ? 0 : values[(int)((values.Count - 1) * share)];
    }
}
