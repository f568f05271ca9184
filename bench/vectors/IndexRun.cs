using System.Diagnostics;
using System.Numerics.Tensors;
using Parley.Knowledge.Vectors;
using Parley.Knowledge.Vectors.Embedded;

namespace Parley.Bench.Vectors;

/// <summary>Fills an index as the store does, document after document, and searches in it.</summary>
internal sealed class IndexRun(VectorSet set, EmbeddedIndexOptions options)
{
    private const int RowsOfEach = 50;

    private readonly float[][] _queries = [.. Enumerable.Range(0, set.QueryCount).Select(i => set.Query(i).ToArray())];

    public SpaceIndex Build()
    {
        var index = new SpaceIndex(set.Dimensions, Path.GetTempPath(), options);
        for (var from = 0; from < set.Count; from += RowsOfEach)
        {
            var rows = Enumerable.Range(from, Math.Min(RowsOfEach, set.Count - from)).Select(i => (Id(i), VectorCode.Encode(set.Vector(i)))).ToList();
            index.Replace(new(Guid.NewGuid(), "text/plain", null, DateTime.UnixEpoch, [TagOf(from)]), rows);
        }

        if (index.IsDueToSort)
        {
            var sort = index.BeginSort();
            index.EndSort(sort, sort.Run(Path.GetTempPath(), options.Recall, CancellationToken.None)!);
        }

        return index;
    }

    public double Recall(SpaceIndex index)
    {
        var found = 0;
        for (var query = 0; query < _queries.Length; query++)
        {
            var truth = set.Truth.AsSpan(query * VectorSet.Nearest, VectorSet.Nearest).ToArray().Select(Id).ToHashSet();
            found += Find(index, query, null).Count(hit => truth.Contains(hit.ChunkId));
        }

        return (double)found / (_queries.Length * VectorSet.Nearest);
    }

    /// <summary>Of the nearest among a tenth of the documents, for a few queries.</summary>
    public double FilteredRecall(SpaceIndex index)
    {
        const int Few = 50;
        var found = 0;
        for (var query = 0; query < Few; query++)
        {
            var truth = Enumerable.Range(0, set.Count).Where(i => TagOf(i / RowsOfEach * RowsOfEach) == "3")
                .Select(i => (Id: Id(i), Cosine: TensorPrimitives.Dot(_queries[query], set.Vector(i)))).OrderByDescending(row => row.Cosine)
                .Take(VectorSet.Nearest).Select(row => row.Id).ToHashSet();
            found += Find(index, query, new() { Tags = ["3"] }).Count(hit => truth.Contains(hit.ChunkId));
        }

        return (double)found / (Few * VectorSet.Nearest);
    }

    public (double PerSecond, double PerCpuSecond) Search(SpaceIndex index, TimeSpan time, int threads, PassageFilter? filter)
    {
        var (searches, cpu, clock) = (0, Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            while (clock.Elapsed < time)
            {
                Find(index, Interlocked.Increment(ref searches) % _queries.Length, filter);
            }
        });
        return (searches / clock.Elapsed.TotalSeconds, searches / (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds);
    }

    private IReadOnlyList<VectorHit> Find(SpaceIndex index, int query, PassageFilter? filter) =>
        new IndexSearch(index, _queries[query], VectorSet.Nearest, filter).Run();

    private static string TagOf(int firstRow) => (firstRow / RowsOfEach % 10).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Guid Id(int i) => new(i, 0, 0, new byte[8]);
}
