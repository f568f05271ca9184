using Parley.Knowledge.Vectors;
using Xunit;

namespace Parley.Testing.Vectors;

/// <summary>What every store of vectors must do. A store's own tests derive from it and say how to come by the store.</summary>
public abstract class VectorStoreConformance
{
    private readonly VectorSamples _samples = new(20261121);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected VectorSamples Samples => _samples;

    protected abstract IVectorStore Store { get; }

    /// <summary>How far a score may be from the cosine: what a store's compression costs.</summary>
    protected virtual float Tolerance => 0.01f;

    /// <summary>Called before entries are written: a store that keeps vectors beside the passages needs these first.</summary>
    protected virtual Task PrepareAsync(VectorSpace space, IReadOnlyList<VectorEntry> entries) => Task.CompletedTask;

    /// <summary>Called after entries were written: a store that follows the database's commits needs one.</summary>
    protected virtual Task CommitAsync(VectorSpace space) => Task.CompletedTask;

    [Fact]
    public async Task Search_KnownVector_FindsItFirst()
    {
        var space = NewSpace();
        var entries = await WriteAsync(space, Many(100));

        foreach (var entry in entries.Take(20))
        {
            var hits = await SearchAsync([space], entry.Vector);

            Assert.Equal(entry.ChunkId, hits[0].ChunkId);
            Assert.InRange(hits[0].Score, 1 - Tolerance, 1 + Tolerance);
            Assert.Equal(10, hits.Count);
            Assert.Equal(hits.OrderByDescending(hit => hit.Score), hits);
        }
    }

    [Fact]
    public async Task Upsert_Twice_IsAsOnceAndTheLastCounts()
    {
        var space = NewSpace();
        var entries = await WriteAsync(space, Many(50));
        await Store.UpsertAsync(space, entries, Cancellation);
        await CommitAsync(space);
        Assert.Equal(50, (await SearchAsync([space], entries[0].Vector, top: 1000)).Count);

        var other = entries[0] with { Vector = Samples.Near([.. entries[0].Vector.ToArray().Select(value => -value)], 0.01f) };
        await Store.UpsertAsync(space, [other], Cancellation);
        await CommitAsync(space);

        var hits = await SearchAsync([space], other.Vector, top: 1000);
        Assert.Equal(50, hits.Count);
        Assert.Equal(other.ChunkId, hits[0].ChunkId);
        Assert.NotEqual(other.ChunkId, (await SearchAsync([space], entries[0].Vector))[0].ChunkId);
    }

    [Fact]
    public async Task Delete_Passages_LeavesTheOthers()
    {
        var space = NewSpace();
        var entries = await WriteAsync(space, Many(60));
        var gone = entries.Take(20).Select(entry => entry.ChunkId).ToList();
        Assert.Equal(60, (await SearchAsync([space], entries[0].Vector, top: 1000)).Count);

        await Store.DeleteAsync(space, gone, Cancellation);
        await Store.DeleteAsync(space, gone, Cancellation);
        await Store.DeleteAsync(space, [], Cancellation);

        var left = (await SearchAsync([space], entries[0].Vector, top: 1000)).Select(hit => hit.ChunkId);
        Assert.Equal(entries.Skip(20).Select(entry => entry.ChunkId).Order(), left.Order());
    }

    [Fact]
    public async Task DeleteSpace_RemovesItAndNoOther()
    {
        var (one, other) = (NewSpace(), NewSpace());
        var entries = await WriteAsync(one, Many(20));
        await WriteAsync(other, Many(20));

        await Store.DeleteSpaceAsync(one, Cancellation);
        await Store.DeleteSpaceAsync(one, Cancellation);

        Assert.Empty(await SearchAsync([one], entries[0].Vector));
        Assert.Equal(20, (await SearchAsync([one, other], entries[0].Vector, top: 1000)).Count);
    }

    [Fact]
    public async Task Search_SeveralWindows_TheBestCountsAndEachPassageComesOnce()
    {
        var space = NewSpace();
        var traits = Samples.Traits();
        var entries = Enumerable.Range(0, 60).SelectMany(_ =>
        {
            var chunk = Guid.CreateVersion7();
            return Enumerable.Range(0, 5).Select(window => Samples.Entry(window, chunk, traits));
        }).ToList();
        await WriteAsync(space, entries);

        foreach (var entry in entries.Take(30))
        {
            var hits = await SearchAsync([space], entry.Vector, top: 50);

            Assert.Equal(entry.ChunkId, hits[0].ChunkId);
            Assert.Equal(50, hits.Count);
            Assert.Equal(50, hits.Select(hit => hit.ChunkId).Distinct().Count());
            AssertScores(VectorSamples.Nearest(entries, entry.Vector.ToArray(), 50), hits);
        }
    }

    [Fact]
    public async Task Search_AtRandom_NeverLeavesTheSpaces()
    {
        var collection = Guid.CreateVersion7();
        VectorSpace[] spaces = [NewSpace(), NewSpace(), NewSpace(), NewSpace() with { CollectionId = collection, Embedder = "one/a" }];
        spaces = [.. spaces, spaces[3] with { Embedder = "one/b" }];
        var owners = new Dictionary<Guid, VectorSpace>();
        foreach (var space in spaces)
        {
            (await WriteAsync(space, Many(80))).ForEach(entry => owners.Add(entry.ChunkId, space));
        }

        var random = new Random(7);
        for (var trial = 0; trial < 200; trial++)
        {
            VectorSpace[] chosen = [.. spaces.Where(_ => random.Next(2) == 0)];
            var filter = random.Next(3) == 0 ? Samples.Filter([]) : null;

            var hits = await SearchAsync(chosen, Samples.Next(), random.Next(1, 300), filter);

            Assert.All(hits, hit => Assert.Contains(owners[hit.ChunkId], chosen));
            Assert.True(chosen.Length == 0 ? hits.Count == 0 : filter is not null || hits.Count > 0);
        }
    }

    [Fact]
    public async Task Search_OtherTenantsSpaceOfTheSameCollection_FindsNothing()
    {
        var space = NewSpace();
        var entries = await WriteAsync(space, Many(10));

        Assert.Empty(await SearchAsync([space with { TenantId = Guid.CreateVersion7() }], entries[0].Vector));
    }

    [Fact]
    public async Task Search_Filters_AsIfEveryPassageWereLookedAt()
    {
        var space = NewSpace();
        var documents = Enumerable.Range(0, 120).Select(_ => Samples.Traits()).ToList();
        var entries = await WriteAsync(space, [.. documents.SelectMany(traits => Enumerable.Range(0, 4).Select(_ => Samples.Entry(traits: traits)))]);
        for (var trial = 0; trial < 80; trial++)
        {
            var (filter, query) = (Samples.Filter(documents), Samples.Next());
            var matching = entries.Where(entry => VectorSamples.Holds(filter, entry.Traits)).ToList();

            var hits = await SearchAsync([space], query, top: 10, filter);

            Assert.All(hits, hit => Assert.Contains(matching, entry => entry.ChunkId == hit.ChunkId));
            AssertScores(VectorSamples.Nearest(matching, query, 10), hits);
        }
    }

    [Fact]
    public async Task Search_TwoThousand_FindsNearlyAllOfTheNearest()
    {
        var space = NewSpace();
        var traits = Samples.Traits();
        var entries = await WriteAsync(space, [.. Enumerable.Range(0, 2000).Select(_ => Samples.Entry(traits: traits))]);
        var found = 0;
        for (var trial = 0; trial < 50; trial++)
        {
            var query = Samples.Near(entries[trial * 40].Vector.ToArray(), 0.05f);
            var hits = await SearchAsync([space], query);
            found += VectorSamples.Nearest(entries, query, 10).IntersectBy(hits.Select(hit => hit.ChunkId), hit => hit.ChunkId).Count();
        }

        Assert.True(found >= 475, $"{found} of 500");
    }

    [Fact]
    public async Task Search_NothingOrZero_FindsNothingAndBreaksNothing()
    {
        var space = NewSpace();
        await Store.UpsertAsync(space, [], Cancellation);
        Assert.Empty(await SearchAsync([], Samples.Next()));
        Assert.Empty(await SearchAsync([space], Samples.Next()));

        var zero = Samples.Entry() with { Vector = new float[VectorSamples.Dimensions] };
        var entries = await WriteAsync(space, [zero, .. Many(5)]);

        Assert.Empty(await SearchAsync([space], new float[VectorSamples.Dimensions]));
        Assert.Equal(entries[1].ChunkId, (await SearchAsync([space], entries[1].Vector))[0].ChunkId);
    }

    [Fact]
    public async Task OtherDimensions_AreRefused()
    {
        var space = NewSpace();
        var entries = await WriteAsync(space, Many(3));

        await Assert.ThrowsAsync<ArgumentException>(() => Store.UpsertAsync(space, [entries[0] with { Vector = new float[10] }], Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => SearchAsync([space], new float[10]));
        Assert.Equal(3, (await SearchAsync([space], entries[0].Vector)).Count);
    }

    protected static VectorSpace NewSpace() => new(Guid.CreateVersion7(), Guid.CreateVersion7(), "one/a", VectorSamples.Dimensions);

    protected List<VectorEntry> Many(int count) => [.. Enumerable.Range(0, count).Select(_ => Samples.Entry())];

    protected async Task<List<VectorEntry>> WriteAsync(VectorSpace space, List<VectorEntry> entries)
    {
        await PrepareAsync(space, entries);
        await Store.UpsertAsync(space, entries, Cancellation);
        await CommitAsync(space);
        return entries;
    }

    protected Task<IReadOnlyList<VectorHit>> SearchAsync(
        IReadOnlyList<VectorSpace> spaces, ReadOnlyMemory<float> query, int top = 10, PassageFilter? filter = null) =>
        Store.SearchAsync(new VectorQuery(spaces, query, top, filter), Cancellation);

    // Two that are nearly as near may change places, so scores are compared by rank.
    private void AssertScores(List<VectorHit> expected, IReadOnlyList<VectorHit> hits)
    {
        Assert.Equal(expected.Count, hits.Count);
        Assert.All(expected.Zip(hits), pair => Assert.InRange(pair.Second.Score, pair.First.Score - Tolerance, pair.First.Score + Tolerance));
    }
}
