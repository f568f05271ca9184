using System.Buffers;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>How many bits of rows differ from a query's, row after row, and which of them have the fewest.</summary>
/// <param name="query">The query's bits.</param>
/// <param name="allowed">See <see cref="DocumentTable.Allowed"/>.</param>
/// <param name="rows">The most there will be.</param>
internal sealed class BitScan(ulong[] query, AllowedDocuments? allowed, int rows) : IDisposable
{
    private readonly ushort[] _distances = ArrayPool<ushort>.Shared.Rent(Math.Max(1, rows));
    private readonly int[] _counts = new int[(query.Length * 64) + 1];
    private readonly List<Stretch> _stretches = [];
    private int _scanned;

    /// <summary>How many rows the filter let through.</summary>
    public int Looked { get; private set; }

    public void Add(RowBlock block, int from, int count)
    {
        if (count == 0)
        {
            return;
        }

        var distances = _distances.AsSpan(_scanned, count);
        _stretches.Add(new(block, from, count));
        _scanned += count;
        if (allowed is not null)
        {
            AddAllowed(allowed, block, from, distances);
            return;
        }

        SignBits.Distances(query, block.Bits(from, count), distances);
        new DistanceCounts(_counts).Add(distances);
        Looked += count;
    }

    /// <summary>The rows with the fewest, that many and those with as few as the last.</summary>
    public List<RowPlace> Nearest(int wanted)
    {
        var places = new List<RowPlace>();
        var within = (ushort)new DistanceCounts(_counts).Within(wanted);
        var at = 0;
        foreach (var (block, from, count) in _stretches)
        {
            var distances = _distances.AsSpan(at, count);
            at += count;
            for (var row = Next(distances, 0, within); row < count; row = Next(distances, row + 1, within))
            {
                places.Add(new(block, from + row));
            }
        }

        return places;
    }

    public void Dispose() => ArrayPool<ushort>.Shared.Return(_distances);

    // A filter is looked at before the bits: where it lets little through, most of the work is not done.
    private void AddAllowed(AllowedDocuments allowed, RowBlock block, int from, Span<ushort> distances)
    {
        var documents = block.Documents.AsSpan(from, distances.Length);
        var counts = new DistanceCounts(_counts);
        for (var row = 0; row < distances.Length; row++)
        {
            if (!allowed.Contains(documents[row]))
            {
                distances[row] = ushort.MaxValue;
                continue;
            }

            var distance = SignBits.Distance(query, block.Bits(from + row, 1));
            distances[row] = (ushort)distance;
            counts.Add(distance);
            Looked++;
        }
    }

    private static int Next(ReadOnlySpan<ushort> distances, int from, ushort within)
    {
        var at = distances[from..].IndexOfAnyInRange((ushort)0, within);
        return at < 0 ? distances.Length : from + at;
    }

    private readonly record struct Stretch(RowBlock Block, int From, int Count);
}
