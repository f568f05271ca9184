using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Library;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge.Ingestion;

public sealed class ReindexTests(PostgresFixture postgres)
{
    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Reindex_ReadsEverythingAnew(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        lab.Write("f.txt", "Of the folder.");
        await lab.IngestAsync();
        await lab.UploadAsync(("u.txt", "Uploaded."));

        Assert.Equal(2, (await lab.ReindexAsync()).Done);

        Assert.All((await lab.DocumentsAsync()).Values, document => Assert.Equal(2, document.Generation));
        await lab.CheckAsync();
    }

    [Fact]
    public async Task Reindex_FileThatHasBecomeALink_IsNotFollowedOutOfItsFolder()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Write("sub/a.txt", "One.");
        await lab.IngestAsync();
        File.Delete(lab.PathOf("sub/a.txt"));
        File.CreateSymbolicLink(lab.PathOf("sub/a.txt"), "/etc/hostname");

        Assert.Equal(1, (await lab.ReindexAsync()).Failed);

        Assert.Equal(["One."], await lab.PassagesAsync());
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, true), InlineData(TestDatabase.Sqlite, false)]
    [InlineData(TestDatabase.Postgres, true), InlineData(TestDatabase.Postgres, false)]
    public async Task Reindex_DocumentRemovedMeanwhile_StaysGone(TestDatabase database, bool isStaged)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        await lab.UploadAsync(("a.txt", "Alpha stays."), ("b.txt", "Beta goes."));
        var gone = (await lab.DocumentsAsync())["b.txt"].Id;
        var times = 0;
        Task RemoveAsync() => Interlocked.Increment(ref times) == 1 ? lab.DeleteAsync(gone) : Task.CompletedTask;
        if (isStaged)
        {
            lab.Store.BeforeUpsert = _ => RemoveAsync();
        }
        else
        {
            lab.Chunker.BeforeSplit = _ => RemoveAsync();
        }

        var job = await lab.ReindexAsync();

        Assert.Equal((JobStatus.Finished, 1, 1, 0), (job.Status, job.Done, job.Skipped, job.Failed));
        Assert.Equal(("a.txt", 2), Assert.Single(await lab.DocumentsAsync()) is var (name, document) ? (name, document.Generation) : default);
        Assert.Equal(["Alpha stays."], await lab.PassagesAsync());
        Assert.Empty(await lab.FindAsync("beta"));
        Assert.Equal(1, await lab.Parley.AsAsync(Caller.Local, db => db.StoredFiles.CountAsync()));
        await lab.CheckAsync();

        // An addition brings it back, and only that.
        await lab.UploadAsync(("b.txt", "Beta goes."));
        Assert.Equal(["Beta goes."], await lab.FindAsync("beta"));
        await lab.CheckAsync();
    }

    [Fact]
    public async Task Reindex_FileThatIsGone_IsPassedOverUntilTheFolderIsFollowed()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Write("a.txt", "Alpha.");
        lab.Write("b.txt", "Beta.");
        await lab.IngestAsync();
        File.Delete(lab.PathOf("b.txt"));

        var job = await lab.ReindexAsync();

        Assert.Equal((1, 1, 0), (job.Done, job.Skipped, job.Failed));
        Assert.Equal((DocumentStatus.Ready, null), (await lab.DocumentsAsync())["b.txt"] is var kept ? (kept.Status, kept.Failure) : default);
        await lab.IngestAsync();
        Assert.Equal(["Alpha."], await lab.PassagesAsync());
        await lab.CheckAsync();
    }
}
