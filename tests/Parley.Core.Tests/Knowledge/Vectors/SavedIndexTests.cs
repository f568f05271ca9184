using Parley.Knowledge.Vectors.Embedded;

namespace Parley.Core.Tests.Knowledge.Vectors;

/// <summary>What is kept of an index from one process to the next, and when it is not believed.</summary>
public sealed class SavedIndexTests : IDisposable
{
    private readonly IndexLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Read_WhatWasWritten_FindsTheSame()
    {
        _lab.Add(150);
        _lab.Sort().Write(_lab.Saved);
        var queries = Enumerable.Range(0, 20).Select(_ => _lab.Samples.Next()).ToList();
        var before = queries.Select(query => _lab.Search(query)).ToList();

        var restored = _lab.Reopen(_lab.Read()!);

        Assert.Equal(150, restored.Count);
        Assert.Equal(before, queries.Select(query => _lab.Search(query)));
        Assert.InRange(_lab.Recall(), 0.95, 1);
    }

    [Fact]
    public void Reopen_DocumentsThatChangedOrWent_AreNotTakenFromTheFile()
    {
        _lab.Add(150);
        var saved = _lab.Sort();
        saved.Write(_lab.Saved);
        var ids = _lab.Entries.Select(entry => entry.Traits.DocumentId).Distinct().ToList();
        _lab.Entries.RemoveAll(entry => entry.Traits.DocumentId == ids[0]);

        // One has another revision, one was written again in the same: a database that was put back.
        var restored = _lab.Reopen(_lab.Read()!, entry => IndexLab.VersionOf(entry) with
        {
            Revision = entry.Traits.DocumentId == ids[1] ? 5 : 1, UpdatedAt = entry.Traits.DocumentId == ids[2] ? 5 : 2,
        });

        Assert.Equal(ids[3..].Order(), restored.Order());
        _lab.Entries.RemoveAll(entry => ids[..3].Contains(entry.Traits.DocumentId));
        Assert.InRange(_lab.Recall(), 0.95, 1);
        Assert.Equal(30, _lab.Index.Documents.DeadRows);
    }

    [Fact]
    public void Read_CutOffAnywhere_IsNotBelieved()
    {
        _lab.Add(110);
        _lab.Sort().Write(_lab.Saved);
        var bytes = File.ReadAllBytes(_lab.Saved);
        foreach (var length in new[] { 0, 1, 31, 32, 33, 100, bytes.Length / 2, bytes.Length - 33, bytes.Length - 1 })
        {
            File.WriteAllBytes(_lab.Saved, bytes[..length]);
            Assert.Null(_lab.Read());
        }

        File.WriteAllBytes(_lab.Saved, bytes);
        Assert.NotNull(_lab.Read());
    }

    [Fact]
    public void Read_ABitThatTurned_IsNotBelieved()
    {
        _lab.Add(110);
        _lab.Sort().Write(_lab.Saved);
        var bytes = File.ReadAllBytes(_lab.Saved);
        for (var at = 0; at < bytes.Length; at += bytes.Length / 40)
        {
            bytes[at] ^= 4;
            File.WriteAllBytes(_lab.Saved, bytes);
            Assert.Null(_lab.Read());
            bytes[at] ^= 4;
        }

        File.WriteAllBytes(_lab.Saved, [.. bytes, 0]);
        Assert.Null(_lab.Read());
    }

    [Fact]
    public void Read_OtherDimensionsOrVersion_IsAsNone()
    {
        _lab.Add(110);
        _lab.Sort().Write(_lab.Saved);
        Assert.Null(SavedIndex.Read(_lab.Saved, 65, Path.GetDirectoryName(_lab.Saved)!));

        SavedIndexFile.Write(_lab.Saved, file => file.Write<long>([999, 64, 1, 1, 1, 1]));
        Assert.Null(_lab.Read());
    }

    [Fact]
    public void Write_ThatBreaksOff_LeavesWhatWasThere()
    {
        _lab.Add(110);
        _lab.Sort().Write(_lab.Saved);

        Assert.Throws<IOException>(() => SavedIndexFile.Write(_lab.Saved, file =>
        {
            file.Write<long>([1, 2, 3]);
            throw new IOException("The disk is full.");
        }));

        Assert.NotNull(_lab.Read());
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_lab.Saved)!, "*.tmp"));
    }

    [Fact]
    public void DeleteUnused_OldOnes_GoAndOthersStay()
    {
        var directory = Path.GetDirectoryName(_lab.Saved)!;
        var now = DateTime.UtcNow;
        foreach (var (name, days) in new[] { ("old.index", 61), ("new.index", 59), ("old.index.1.tmp", 2), ("new.index.2.tmp", 0), ("other", 900) })
        {
            File.WriteAllText(Path.Combine(directory, name), "x");
            File.SetLastWriteTimeUtc(Path.Combine(directory, name), now.AddDays(-days));
        }

        SavedIndex.DeleteUnused(directory, now);

        Assert.Equal(["new.index", "new.index.2.tmp", "other"], Directory.GetFiles(directory).Select(Path.GetFileName).Where(name => !name!.EndsWith(".vectors", StringComparison.Ordinal)).Order());
    }
}
