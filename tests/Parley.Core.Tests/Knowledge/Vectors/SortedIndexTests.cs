using Parley.Knowledge.Vectors;

namespace Parley.Core.Tests.Knowledge.Vectors;

/// <summary>A large index, whose rows are in the order of centres, and what comes and goes while they are put there.</summary>
public sealed class SortedIndexTests : IDisposable
{
    private readonly IndexLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Search_Sorted_FindsNearlyAllAndDoesNotLookAtAll()
    {
        _lab.Add(500);
        Assert.True(_lab.Index.IsDueToSort);

        _lab.Sort();

        Assert.False(_lab.Index.IsDueToSort);
        Assert.InRange(_lab.Recall(), 0.95, 1);
        Assert.InRange(_lab.Index.State.Sorted!.Efforts[0].Rows, 1, 4000);
    }

    [Fact]
    public void Search_RowsThatCameWhileSorting_AreFound()
    {
        _lab.Add(300);
        _lab.Sort(() => _lab.Add(100));
        _lab.Add(20);

        Assert.InRange(_lab.Recall(), 0.95, 1);
        Assert.All(_lab.Entries.Where((_, i) => i % 40 == 0), entry => Assert.Equal(entry.ChunkId, _lab.Search(entry.Vector)[0].ChunkId));

        _lab.Sort();
        Assert.Equal(4200, _lab.Index.State.Sorted!.Rows.Count);
        Assert.InRange(_lab.Recall(), 0.95, 1);
    }

    [Fact]
    public void Search_WhatWentBeforeWhileAndAfterSorting_IsNotFound()
    {
        var entries = _lab.Add(300);
        var documents = entries.Select(entry => entry.Traits.DocumentId).Distinct().ToList();
        _lab.Remove(documents[0]);
        _lab.Sort(() => _lab.Remove(documents[1]));
        _lab.Remove(documents[2]);

        Assert.InRange(_lab.Recall(), 0.95, 1);
        Assert.All(entries.Take(30), entry => Assert.NotEqual(entry.ChunkId, _lab.Search(entry.Vector)[0].ChunkId));
        Assert.Equal(2990, _lab.Index.State.Sorted!.Rows.Count);
    }

    [Fact]
    public void RemoveChunks_WhileSorting_HoldsAfterwards()
    {
        var entries = _lab.Add(150);
        _lab.Index.RemoveChunks([entries[0].ChunkId]);
        _lab.Sort(() => _lab.Index.RemoveChunks([entries[1].ChunkId]));
        _lab.Index.RemoveChunks([entries[2].ChunkId]);

        foreach (var entry in entries.Take(3))
        {
            Assert.DoesNotContain(_lab.Search(entry.Vector, 50), hit => hit.ChunkId == entry.ChunkId);
        }

        Assert.Equal(entries[3].ChunkId, _lab.Search(entries[3].Vector)[0].ChunkId);
        Assert.Equal(1499, _lab.Index.State.Sorted!.Rows.Count);
    }

    [Fact]
    public void Search_Filters_AsIfEveryPassageWereLookedAt()
    {
        _lab.Add(400);
        _lab.Sort();
        _lab.Add(10);
        var known = _lab.Entries.Select(entry => entry.Traits).DistinctBy(traits => traits.DocumentId).ToList();
        for (var trial = 0; trial < 20; trial++)
        {
            Assert.InRange(_lab.Recall(_lab.Samples.Filter(known)), 0.9, 1);
        }

        Assert.Equal(1, _lab.Recall(new PassageFilter { Documents = [known[7].DocumentId] }));
        Assert.Empty(_lab.Search(_lab.Samples.Next(), 10, new PassageFilter { Documents = [Guid.NewGuid()] }));
    }

    [Fact]
    public async Task Search_WhileRowsComeAndAreSorted_NeverMissesWhatWasThere()
    {
        var entries = _lab.Add(200);
        var queries = entries.Where((_, i) => i % 50 == 0).ToList();
        var index = _lab.Index;
        var writing = Task.Run(() =>
        {
            for (var round = 0; round < 5; round++)
            {
                _lab.Sort(() => _lab.Add(50));
            }
        }, TestContext.Current.CancellationToken);
        var searches = 0;
        while (!writing.IsCompleted || searches < 100)
        {
            var entry = queries[searches++ % queries.Count];
            Assert.Equal(entry.ChunkId, _lab.Search(entry.Vector)[0].ChunkId);
        }

        await writing;
        Assert.Same(index, _lab.Index);
        Assert.InRange(_lab.Recall(), 0.95, 1);
    }

    [Fact]
    public void Sort_NothingLives_MakesNothing()
    {
        foreach (var document in _lab.Add(120).Select(entry => entry.Traits.DocumentId).Distinct())
        {
            _lab.Index.Remove(document);
        }

        Assert.True(_lab.Index.IsWorn);
        Assert.Null(_lab.Index.BeginSort().Run(Path.GetTempPath(), 0.97, CancellationToken.None));
        Assert.Empty(_lab.Search(_lab.Samples.Next()));
    }

    [Fact]
    public void Sort_TheSameVectorOverAndOver_FindsAsManyAsAreWanted()
    {
        var entries = _lab.Add(1, rowsOfEach: 1);
        for (var i = 0; i < 150; i++)
        {
            var traits = _lab.Samples.Traits();
            _lab.Index.Replace(traits, [.. Enumerable.Range(0, 10).Select(_ => (Guid.CreateVersion7(), Code(entries[0])))]);
        }

        _lab.Sort();

        Assert.Equal(100, _lab.Search(entries[0].Vector, 100).Count);
    }

    private static byte[] Code(VectorEntry entry) => Parley.Knowledge.Vectors.Embedded.VectorCode.Encode(entry.Vector.Span);
}
