using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>Content that has another name now is the same document, whichever of the names is looked at first.</summary>
public sealed class MovedTests(PostgresFixture postgres)
{
    private const string First = "First words.";
    private const string Second = "Second words.";
    private const string Third = "Third words.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>In one batch, and so far apart that one name has left its document before the other is looked at.</summary>
    [Theory]
    [InlineData(TestDatabase.Sqlite, 0), InlineData(TestDatabase.Sqlite, 20)]
    [InlineData(TestDatabase.Postgres, 0), InlineData(TestDatabase.Postgres, 20)]
    public async Task Swap_OfTwoFiles_KeepsBothDocuments(TestDatabase database, int between)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres, null, ("Jobs:Workers", "1"));
        Fill(lab, between);
        var before = await WriteAndReadAsync(lab, ("a.txt", First), ("z.txt", Second));

        lab.Write("a.txt", Second);
        lab.Write("z.txt", First);
        var job = await lab.IngestAsync();

        Assert.Equal((JobStatus.Finished, 0, between + 2, 0), (job.Status, job.Done, job.Skipped, job.Failed));
        var after = await lab.DocumentsAsync();
        Assert.Equal(between + 2, after.Count);
        Assert.Equal((before["a.txt"].Id, before["z.txt"].Id), (after["z.txt"].Id, after["a.txt"].Id));
        Assert.All(after.Values, document => Assert.Equal((DocumentStatus.Ready, 1), (document.Status, document.Generation)));
        Assert.Equal([First, Second], (await lab.FindAsync("first")).Concat(await lab.FindAsync("second")));
        await lab.CheckAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Rotation_OfThreeFiles_KeepsAllDocuments(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        var before = await WriteAndReadAsync(lab, ("a.txt", First), ("b.txt", Second), ("c.txt", Third));

        var after = await WriteAndReadAsync(lab, ("a.txt", Third), ("b.txt", First), ("c.txt", Second));

        Assert.Equal((before["a.txt"].Id, before["b.txt"].Id, before["c.txt"].Id), (after["b.txt"].Id, after["c.txt"].Id, after["a.txt"].Id));
        await lab.CheckAsync();
    }

    /// <summary>As logs go round: the first name has something new.</summary>
    [Theory]
    [InlineData(TestDatabase.Sqlite, "a.log", "m.log", "z.log", 0), InlineData(TestDatabase.Sqlite, "z.log", "m.log", "a.log", 0)]
    [InlineData(TestDatabase.Sqlite, "a.log", "m.log", "z.log", 20), InlineData(TestDatabase.Postgres, "z.log", "m.log", "a.log", 20)]
    [InlineData(TestDatabase.Postgres, "a.log", "m.log", "z.log", 0)]
    public async Task Rotation_ThatBringsSomethingNew_TakesTheDocumentsAlong(TestDatabase database, string newest, string older, string oldest, int between)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres, null, ("Jobs:Workers", "1"));
        Fill(lab, between);
        var before = await WriteAndReadAsync(lab, (newest, First), (older, Second));

        var after = await WriteAndReadAsync(lab, (newest, Third), (older, First), (oldest, Second));

        Assert.Equal((before[newest].Id, before[older].Id), (after[older].Id, after[oldest].Id));
        Assert.Equal(between + 3, after.Count);
        Assert.All(after.Values, document => Assert.Equal((DocumentStatus.Ready, 1), (document.Status, document.Generation)));
        Assert.Equal([Third], await lab.FindAsync("third"));
        await lab.CheckAsync();
    }

    /// <summary>All is read anew then, each as the document that has its content.</summary>
    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Swap_WhileDocumentsAreCutAnotherWay_KeepsBothDocuments(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        var before = await WriteAndReadAsync(lab, ("a.txt", First), ("b.txt", Second), ("c.txt", Third));
        await lab.ScopeAsync(services => services.GetRequiredService<CollectionCatalogue>()
            .ChangeAsync(lab.Collection.Id, new CollectionContent { Chunking = new ChunkingChoice("paragraph", 100, 0) }, Token));

        File.Move(lab.PathOf("c.txt"), lab.PathOf("d.txt"));
        var after = await WriteAndReadAsync(lab, ("a.txt", Second), ("b.txt", First));

        Assert.Equal((before["a.txt"].Id, before["b.txt"].Id, before["c.txt"].Id), (after["b.txt"].Id, after["a.txt"].Id, after["d.txt"].Id));
        Assert.All(after.Values, document => Assert.Equal((DocumentStatus.Ready, 2), (document.Status, document.Generation)));
        await lab.CheckAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task File_ThatBecomesACopyOfAnother_LeavesNothingOfWhatItWas(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        var before = await WriteAndReadAsync(lab, ("a.txt", First), ("b.txt", Second));

        var after = await WriteAndReadAsync(lab, ("a.txt", Second));

        Assert.Equal(before["b.txt"].Id, Assert.Single(after).Value.Id);
        Assert.Empty(await lab.FindAsync("first"));
        await lab.CheckAsync();
    }

    /// <summary>Between the two names of a swap the process dies: the document that has no name then is found, and has the other in the end.</summary>
    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Process_ThatDiesWithinASwap_KeepsBothDocuments(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres, null, ("Jobs:Workers", "1"));
        var before = await SwapHalfAsync(lab, async job =>
        {
            Assert.Equal([First], await lab.FindAsync("first"));
            await lab.Parley.CrashAsync();
            lab.Store.WhileUpserting = _ => Task.CompletedTask;
            await using var heir = await lab.StartSecondAsync();
            Assert.Equal((JobStatus.Finished, 0), await lab.EndOfAsync(job) is var end ? (end.Status, end.Failed) : default);
        });

        var after = await lab.DocumentsAsync();
        Assert.Equal((before["a.txt"].Id, before["z.txt"].Id), (after["z.txt"].Id, after["a.txt"].Id));
        Assert.Equal(23, after.Count);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task CalledOff_WithinASwap_KeepsWhatWasReadUntilTheFolderIsGoneThroughAgain(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres, null, ("Jobs:Workers", "1"));
        var before = await SwapHalfAsync(lab, async job =>
        {
            await lab.Parley.AsAsync(Caller.Local, db => lab.Parley.Services.GetRequiredService<JobQueue>().CancelAsync(db, job, Token));
            Assert.Equal(JobStatus.Cancelled, (await lab.EndOfAsync(job)).Status);
            lab.Store.WhileUpserting = _ => Task.CompletedTask;
        });
        await lab.Parley.Services.GetRequiredService<LibraryKeeper>().CleanUpAsync(Token);
        Assert.Equal([First, Second], (await lab.FindAsync("first")).Concat(await lab.FindAsync("second")));
        await lab.CheckAsync();

        await lab.IngestAsync();

        Assert.Equal([First], await lab.FindAsync("first"));
        var after = await lab.DocumentsAsync();
        Assert.Equal((before["z.txt"].Id, before["a.txt"].Id), (after["a.txt"].Id, after["z.txt"].Id));
        await lab.CheckAsync();
    }

    /// <summary>As a process leaves it that dies, when the job is called off before another takes it. What was read stays for a job that goes through the folder.</summary>
    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Keeper_RemovesDocumentsWithoutANameThatAreNotFound(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        var before = await WriteAndReadAsync(lab, ("a.txt", First), ("b.txt", Second), ("c.txt", Third));
        await lab.Parley.AsAsync(Caller.Local, db => db.DocumentNames.Where(name => name.Name != "b.txt").ExecuteDeleteAsync(Token));
        await lab.Parley.AsAsync(Caller.Local, db => db.Documents.Where(d => d.Id == before["a.txt"].Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Status, DocumentStatus.Failed), Token));

        await lab.Parley.Services.GetRequiredService<LibraryKeeper>().CleanUpAsync(Token);

        Assert.Equal(["b.txt", "c.txt"], (await lab.DocumentsAsync()).Keys.Order(StringComparer.Ordinal));
        Assert.Equal([Second, Third], await lab.PassagesAsync());

        File.Delete(lab.PathOf("c.txt"));
        await lab.IngestAsync();

        Assert.Equal(["a.txt", "b.txt"], (await lab.DocumentsAsync()).Keys.Order(StringComparer.Ordinal));
        await lab.CheckAsync();
    }

    // Until the first name has left its document, and the second was not looked at yet.
    private static async Task<Dictionary<string, Document>> SwapHalfAsync(IngestLab lab, Func<JobId, Task> within)
    {
        Fill(lab, 20);
        var before = await WriteAndReadAsync(lab, ("a.txt", First), ("z.txt", Second));
        lab.Write("a.txt", Second);
        lab.Write("z.txt", First);
        lab.Write("y.txt", Third);
        var reached = new TaskCompletionSource();
        lab.Store.WhileUpserting = token =>
        {
            reached.TrySetResult();
            return Task.Delay(Timeout.Infinite, token);
        };
        var job = await lab.AddFolderAsync();
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        await within(job.Id);
        return before;
    }

    private static void Fill(IngestLab lab, int files)
    {
        for (var i = 10; i < 10 + files; i++)
        {
            lab.Write($"between-{i}.txt", $"Filler {i}.");
        }
    }

    private static async Task<Dictionary<string, Document>> WriteAndReadAsync(IngestLab lab, params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            lab.Write(name, text);
        }

        Assert.Equal(0, (await lab.IngestAsync()).Failed);
        return await lab.DocumentsAsync();
    }
}
