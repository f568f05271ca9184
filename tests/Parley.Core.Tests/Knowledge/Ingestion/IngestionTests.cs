using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge.Ingestion;

public sealed class IngestionTests(PostgresFixture postgres)
{
    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Upload_RemovedWhileItsVectorsAreMade_StaysGone(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        var times = 0;
        lab.Store.BeforeUpsert = async _ =>
        {
            if (Interlocked.Increment(ref times) == 1)
            {
                await lab.DeleteAsync((await lab.DocumentsAsync())["b.txt"].Id);
            }
        };

        var job = await lab.UploadAsync(("a.txt", "Alpha stays."), ("b.txt", "Beta goes."));

        Assert.Equal((JobStatus.Finished, 1, 1, 0), (job.Status, job.Done, job.Skipped, job.Failed));
        Assert.Equal("a.txt", Assert.Single(await lab.DocumentsAsync()).Key);
        Assert.Equal(["Alpha stays."], await lab.PassagesAsync());
        Assert.Equal(1, await lab.Parley.AsAsync(Caller.Local, db => db.StoredFiles.CountAsync()));
        await lab.CheckAsync();

        // Another addition brings it back.
        await lab.UploadAsync(("b.txt", "Beta goes."));
        Assert.Equal(["Beta goes."], await lab.FindAsync("beta"));
        await lab.CheckAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Folder_Added_IsReadWithoutWhatIsLeftOut(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        lab.Write("a.md", "# Title\n\nAlpha beta.");
        lab.Write("sub/b.txt", "Gamma.\n\nDelta, and so much more of it that it takes two windows to embed all of it.");
        lab.Write(".hidden.txt", "no");
        lab.Write(".git/config.txt", "no");
        lab.Write("sub/node_modules/x.txt", "no");
        lab.Write("picture.xyz", "no");
        File.CreateSymbolicLink(lab.PathOf("out.txt"), "/etc/hostname");
        File.CreateSymbolicLink(lab.PathOf("in.txt"), lab.PathOf("a.md"));

        var job = await lab.IngestAsync();

        // The link within the folder has the content of the file it leads to, which is one document already.
        Assert.Equal((JobStatus.Finished, 3, 2, 1, 0), (job.Status, job.Total, job.Done, job.Skipped, job.Failed));
        var documents = await lab.DocumentsAsync();
        Assert.Equal(2, documents.Count);
        Assert.Contains("sub/b.txt", documents.Keys);
        Assert.Equal(["# Title", "Alpha beta.", "Delta, and so much more of it that it takes two windows to embed all of it.", "Gamma."], await lab.PassagesAsync());
        await lab.CheckAsync();
        Assert.Contains(lab.Store.Entries.Keys, key => key.Window == 1);
        Assert.All(lab.Store.Entries.Values, entry => Assert.Equal(["t"], entry.Traits.Tags));
    }

    [Fact]
    public async Task Folder_LinkThatLeadsNowhereByNow_IsAFileThatIsGone()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Write("store/a.txt", "One.");
        lab.Write("store/b.txt", "Two.");
        File.CreateSymbolicLink(lab.PathOf("a-link.txt"), lab.PathOf("store/a.txt"));
        File.CreateSymbolicLink(lab.PathOf("b-link.txt"), "a-link.txt");
        await lab.IngestAsync();
        Assert.Equal(4, await lab.Parley.AsAsync(Caller.Local, db => db.DocumentNames.CountAsync(TestContext.Current.CancellationToken)));
        File.Delete(lab.PathOf("store/a.txt"));

        await lab.IngestAsync();

        Assert.Equal("store/b.txt", Assert.Single(await lab.DocumentsAsync()).Key);
        Assert.Equal(["Two."], await lab.PassagesAsync());
        await lab.CheckAsync();
    }

    [Fact]
    public async Task Folder_FilesReplacedByWhatIsLeftOut_AreGone()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        var outside = Directory.CreateTempSubdirectory("parley-outside-").FullName;
        File.WriteAllText(Path.Combine(outside, "e.txt"), "Five.");
        foreach (var (name, text) in new[] { ("a.txt", "One."), ("b.txt", "Two."), ("c.txt", "Three."), ("out/e.txt", "Four."), ("moved/f.txt", "Six."), ("stays.txt", "Seven.") })
        {
            lab.Write(name, text);
        }

        await lab.IngestAsync();
        File.Delete(lab.PathOf("a.txt"));
        File.CreateSymbolicLink(lab.PathOf("a.txt"), Path.Combine(outside, "e.txt"));
        File.Delete(lab.PathOf("b.txt"));
        File.CreateSymbolicLink(lab.PathOf("b.txt"), "b.txt");
        File.Delete(lab.PathOf("c.txt"));
        Directory.CreateDirectory(lab.PathOf("c.txt"));
        Directory.Delete(lab.PathOf("out"), recursive: true);
        Directory.CreateSymbolicLink(lab.PathOf("out"), outside);
        Directory.Move(lab.PathOf("moved"), lab.PathOf("elsewhere"));
        Directory.CreateSymbolicLink(lab.PathOf("moved"), "elsewhere");

        await lab.IngestAsync();

        Assert.Equal(["elsewhere/f.txt", "stays.txt"], (await lab.DocumentsAsync()).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Seven.", "Six."], await lab.PassagesAsync());
        await lab.CheckAsync();
        Directory.Delete(outside, recursive: true);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Folder_Changed_IsFollowed(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        lab.Write("a.txt", "One.\n\nTwo.");
        lab.Write("b.txt", "Three.");
        lab.Write("c.txt", "Four.");
        lab.Write("d.txt", "Five.");
        await lab.IngestAsync();
        var (before, revision) = (await lab.DocumentsAsync(), await lab.RevisionAsync());

        var same = await lab.IngestAsync();
        Assert.Equal((4, 0), (same.Skipped, same.Done));
        Assert.Equal(revision, await lab.RevisionAsync());

        lab.Write("a.txt", "One.\n\nTwo and a half.");
        File.Move(lab.PathOf("b.txt"), lab.PathOf("e.txt"));
        File.Delete(lab.PathOf("c.txt"));
        lab.Write("copy.txt", "Five.");
        var job = await lab.IngestAsync();

        // What moved is not read again, no more than a copy is.
        Assert.Equal((JobStatus.Finished, 4, 1, 3, 0), (job.Status, job.Total, job.Done, job.Skipped, job.Failed));
        var after = await lab.DocumentsAsync();
        Assert.Equal(["a.txt", "d.txt", "e.txt"], after.Keys.Order());
        Assert.Equal((before["a.txt"].Id, 2), (after["a.txt"].Id, after["a.txt"].Generation));
        Assert.Equal((before["b.txt"].Id, 1), (after["e.txt"].Id, after["e.txt"].Generation));
        Assert.Equal(["Five.", "One.", "Three.", "Two and a half."], await lab.PassagesAsync());
        Assert.True(await lab.RevisionAsync() > revision);
        await lab.CheckAsync();

        // What comes back is another document.
        lab.Write("c.txt", "Four again.");
        await lab.IngestAsync();
        Assert.NotEqual(before["c.txt"].Id, (await lab.DocumentsAsync())["c.txt"].Id);
        Assert.Equal(["Four again."], await lab.FindAsync("four"));
        await lab.CheckAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task File_ThatCannotBeRead_FailsAloneAndKeepsWhatWasThere(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        lab.Write("a.json", "{\"a\": \"good\"}");
        lab.Write("b.txt", "Fine.");
        lab.Write("c.docx", [1, 2, 3, 4]);
        var first = await lab.IngestAsync();
        Assert.Equal((JobStatus.Finished, 2, 1), (first.Status, first.Done, first.Failed));
        var failed = (await lab.DocumentsAsync())["c.docx"];
        Assert.Equal(DocumentStatus.Failed, failed.Status);
        Assert.NotNull(failed.Failure);
        Assert.NotNull(failed.Error);

        lab.Write("a.json", [0, 1, 2, 3]);
        var second = await lab.IngestAsync();

        Assert.Equal((0, 1, 2), (second.Done, second.Skipped, second.Failed));
        var kept = (await lab.DocumentsAsync())["a.json"];
        Assert.Equal((DocumentStatus.Ready, 1), (kept.Status, kept.Generation));
        Assert.NotNull(kept.Error);
        Assert.All((await lab.ItemsAsync(second)).Where(item => item.Status is JobItemStatus.Failed), item => Assert.NotNull(item.Error));
        await lab.CheckAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Upload_SameNameOrContent_IsOneDocument(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        await lab.EndOfAsync((await lab.AddUploadAsync(("a.txt", "One."), ("b.txt", "One."), ("c.txt", "Two."))).Id);
        Assert.Equal(2, (await lab.DocumentsAsync()).Count);

        await lab.EndOfAsync((await lab.AddUploadAsync(("c.txt", "Three."))).Id);

        Assert.Equal(["One.", "Three."], await lab.PassagesAsync());
        var files = await lab.Parley.AsAsync(Caller.Local, db => db.StoredFiles.Select(file => file.ContentHash).ToListAsync());
        Assert.Equal((await lab.DocumentsAsync()).Values.Select(d => d.ContentHash).Order(), files.Order());

        lab.Embedder.Forget();
        var gone = (await lab.DocumentsAsync())["c.txt"].Id;
        await lab.DeleteAsync(gone);

        Assert.Equal(["One."], await lab.PassagesAsync());
        Assert.Equal(1, await lab.Parley.AsAsync(Caller.Local, db => db.StoredFiles.CountAsync()));
        Assert.DoesNotContain("Three.", await lab.Parley.AsAsync(Caller.Local, db => db.DocumentBodies.Select(b => b.Text).ToListAsync()));
        await lab.CheckAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Folder_AddedTwiceAtOnce_IsReadIntoOneGeneration(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        for (var i = 0; i < 40; i++)
        {
            lab.Write($"f{i}.txt", $"Text {i}.");
        }

        var jobs = await Task.WhenAll(lab.AddFolderAsync(), lab.AddFolderAsync(), lab.AddFolderAsync());

        foreach (var job in jobs)
        {
            Assert.Equal((JobStatus.Finished, 0), await lab.EndOfAsync(job.Id) is var end ? (end.Status, end.Failed) : default);
        }

        Assert.All((await lab.DocumentsAsync()).Values, document => Assert.Equal((DocumentStatus.Ready, 1), (document.Status, document.Generation)));
        Assert.Equal(40, (await lab.PassagesAsync()).Count);
        await lab.CheckAsync();
    }

    [Fact]
    public async Task Embedder_ThatFails_FailsItsDocumentsAlone()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Embedder.Fails = text => text.Contains("bad", StringComparison.Ordinal);
        lab.Write("a.txt", "good");
        lab.Write("b.txt", "bad");

        var job = await lab.IngestAsync();

        Assert.Equal((JobStatus.Finished, 1, 1), (job.Status, job.Done, job.Failed));
        Assert.Equal(DocumentStatus.Failed, (await lab.DocumentsAsync())["b.txt"].Status);
        lab.Embedder.Fails = _ => false;
        Assert.Equal((1, 1), await lab.IngestAsync() is var again ? (again.Done, again.Skipped) : default);
        await lab.CheckAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Process_ThatDiesInTheMiddle_LosesNothingAndDoesNothingTwice(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        for (var i = 0; i < 60; i++)
        {
            lab.Write($"f{i:00}.txt", $"Text {i}.\n\nMore of {i}.");
        }

        var dead = new TaskCompletionSource();
        var written = 0;
        lab.Store.BeforeUpsert = _ => Interlocked.Increment(ref written) > 40 && !dead.Task.IsCompleted ? dead.Task : Task.CompletedTask;
        var job = await lab.AddFolderAsync();
        while (Volatile.Read(ref written) <= 40)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        // It goes on after the heir has taken over, as a process does that slept: what it then writes must not count.
        await lab.Parley.CrashAsync();
        lab.Store.BeforeUpsert = _ => Task.CompletedTask;
        await using var heir = await lab.StartSecondAsync();
        while ((await lab.Parley.AsAsync(Caller.Local, db => db.Jobs.AsNoTracking().SingleAsync())).Attempts < 2)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        dead.SetResult();

        Assert.Equal((JobStatus.Finished, 60), await lab.EndOfAsync(job.Id) is var end ? (end.Status, end.Done) : default);
        var documents = await lab.DocumentsAsync();
        Assert.Equal(60, documents.Count);
        Assert.All(documents.Values, document => Assert.Equal((DocumentStatus.Ready, 1, 2), (document.Status, document.Generation, document.ChunkCount)));
        Assert.Equal(120, (await lab.PassagesAsync()).Distinct().Count());
    }

    [Fact]
    public async Task Removed_AfterAWhile_IsForgottenAndSaysSo()
    {
        var clock = new ShiftedClock();
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres, clock);
        lab.Write("a.txt", "One.");
        await lab.IngestAsync();
        File.Delete(lab.PathOf("a.txt"));
        await lab.IngestAsync();
        var keeper = lab.Parley.Services.GetRequiredService<LibraryKeeper>();

        await keeper.CleanUpAsync(TestContext.Current.CancellationToken);
        var removed = await lab.Parley.AsAsync(Caller.Local, db => db.Documents.SingleAsync());
        Assert.Equal((DocumentStatus.Removed, ""), (removed.Status, removed.ContentHash));
        Assert.Null(removed.Title);

        clock.Advance(TimeSpan.FromDays(8));
        await keeper.CleanUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, await lab.Parley.AsAsync(Caller.Local, db => db.Documents.CountAsync()));
        Assert.Equal(removed.Revision, await lab.Parley.AsAsync(Caller.Local, db => db.Collections.Select(c => c.ForgottenRevision).SingleAsync()));
    }

    [Fact]
    public async Task Folder_FileThatGoesBetweenListingAndReading_IsNoFailure()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Write("a.txt", "Alpha.");
        lab.Write("z.txt", "Omega.");
        await lab.IngestAsync();
        lab.Write("a.txt", "Alpha changes.");
        lab.Write("y.txt", "Never read.");
        lab.Chunker.BeforeSplit = _ =>
        {
            File.Delete(lab.PathOf("y.txt"));
            File.Delete(lab.PathOf("z.txt"));
            return Task.CompletedTask;
        };

        var job = await lab.IngestAsync();

        Assert.Equal((JobStatus.Finished, 1, 2, 0), (job.Status, job.Done, job.Skipped, job.Failed));
        Assert.Equal(["Alpha changes."], await lab.PassagesAsync());
        Assert.Equal("a.txt", Assert.Single(await lab.DocumentsAsync()).Key);
        await lab.CheckAsync();
    }

    [Fact]
    public async Task Folder_ThatIsAway_RemovesNothing()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Write("sub/a.txt", "One.");
        await lab.IngestAsync();
        var away = lab.Folder + "-away";
        Directory.Move(lab.Folder, away);
        var job = await lab.ScopeAsync(services => services.GetRequiredService<IngestQueue>().AddFolderAsync(lab.Collection, Path.Combine(Path.GetDirectoryName(away)!, Path.GetFileName(away)[..^5]), [], default));

        var ended = await lab.EndOfAsync(job.Id);

        Directory.Move(away, away[..^5]);
        Assert.Equal(JobStatus.Failed, ended.Status);
        Assert.Single(await lab.DocumentsAsync());
    }
}
