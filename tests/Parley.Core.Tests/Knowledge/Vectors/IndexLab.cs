using Parley.Knowledge.Vectors;
using Parley.Knowledge.Vectors.Embedded;
using Parley.Testing.Vectors;

namespace Parley.Core.Tests.Knowledge.Vectors;

/// <summary>An index with no database, filled as the store fills it, and what ought to be in it.</summary>
internal sealed class IndexLab : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("parley-index-").FullName;
    private readonly EmbeddedIndexOptions _options = new() { SortFrom = 1000 };

    public IndexLab() => Index = new(VectorSamples.Dimensions, _directory, _options);

    public VectorSamples Samples { get; } = new(20261121);

    public SpaceIndex Index { get; private set; }

    public List<VectorEntry> Entries { get; } = [];

    public string Saved => Path.Combine(_directory, "a.index");

    public List<VectorEntry> Add(int documents, int rowsOfEach = 10)
    {
        var added = new List<VectorEntry>();
        for (var i = 0; i < documents; i++)
        {
            var traits = Samples.Traits();
            List<VectorEntry> entries = [.. Enumerable.Range(0, rowsOfEach).Select(_ => Samples.Entry(traits: traits))];
            Put(Index, entries);
            added.AddRange(entries);
        }

        Entries.AddRange(added);
        return added;
    }

    public void Remove(Guid document)
    {
        Index.Remove(document);
        Entries.RemoveAll(entry => entry.Traits.DocumentId == document);
    }

    /// <param name="meanwhile">What happens between begin and end.</param>
    public SavedIndex Sort(Action? meanwhile = null)
    {
        var sort = Index.BeginSort();
        meanwhile?.Invoke();
        var sorted = sort.Run(_directory, _options.Recall, CancellationToken.None)!;
        Index.EndSort(sort, sorted);
        return new(sort.Documents, sorted);
    }

    public SavedIndex? Read() => SavedIndex.Read(Saved, VectorSamples.Dimensions, _directory);

    /// <summary>As the next process does.</summary>
    public HashSet<Guid> Reopen(SavedIndex saved, Func<VectorEntry, SavedDocument>? version = null)
    {
        Index.Dispose();
        Index = new(VectorSamples.Dimensions, _directory, _options);
        return Index.Restore(saved, Entries.GroupBy(entry => entry.Traits.DocumentId)
            .ToDictionary(rows => rows.Key, rows => (rows.First().Traits, (version ?? VersionOf)(rows.First()))));
    }

    public static SavedDocument VersionOf(VectorEntry entry) => new(entry.Traits.DocumentId, 1, 2, 0);

    public IReadOnlyList<VectorHit> Search(ReadOnlyMemory<float> query, int top = 10, PassageFilter? filter = null) =>
        new IndexSearch(Index, query, top, filter).Run();

    /// <summary>The share of the ten nearest that are found, over some queries.</summary>
    public double Recall(PassageFilter? filter = null)
    {
        var matching = Entries.Where(entry => filter is null || VectorSamples.Holds(filter, entry.Traits)).ToList();
        var (found, all) = (0, 0);
        for (var trial = 0; trial < 50; trial++)
        {
            var query = Samples.Next();
            var nearest = VectorSamples.Nearest(matching, query, 10);
            var hits = Search(query, 10, filter);
            Assert.Equal(nearest.Count, hits.Count);
            Assert.All(hits, hit => Assert.Contains(matching, entry => entry.ChunkId == hit.ChunkId));
            found += nearest.IntersectBy(hits.Select(hit => hit.ChunkId), hit => hit.ChunkId).Count();
            all += nearest.Count;
        }

        return (double)found / Math.Max(1, all);
    }

    public void Dispose()
    {
        Index.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static void Put(SpaceIndex index, List<VectorEntry> entries) =>
        index.Replace(entries[0].Traits, [.. entries.Select(entry => (entry.ChunkId, VectorCode.Encode(entry.Vector.Span)))], VersionOf(entries[0]));
}
