using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>Jobs that end before their work does.</summary>
public sealed class CalledOffTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Cancelled_WhilePassagesAreStaged_LeavesNoneAndNothingBeingRead(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        lab.Write("a.txt", "Old words.");
        await lab.IngestAsync();
        lab.Write("a.txt", "Newer words.");
        lab.Write("b.txt", "Fresh words.");
        var reached = new TaskCompletionSource();
        lab.Store.WhileUpserting = token =>
        {
            reached.TrySetResult();
            return Task.Delay(Timeout.Infinite, token);
        };
        var job = await lab.AddFolderAsync();
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal(["Fresh words.", "Newer words.", "Old words."], await lab.PassagesAsync());

        await lab.Parley.AsAsync(Caller.Local, db => lab.Parley.Services.GetRequiredService<JobQueue>().CancelAsync(db, job.Id, Token));

        Assert.Equal(JobStatus.Cancelled, (await lab.EndOfAsync(job.Id)).Status);
        var documents = await lab.DocumentsAsync();
        Assert.Equal((DocumentStatus.Ready, 1, null), documents["a.txt"] is var a ? (a.Status, a.Generation, a.Failure) : default);
        Assert.Equal((DocumentStatus.Failed, 0, "cancelled"), documents["b.txt"] is var b ? (b.Status, b.Generation, b.Failure) : default);
        Assert.Equal(["Old words."], await lab.PassagesAsync());
        await lab.CheckAsync();

        // It can be added again.
        lab.Store.WhileUpserting = _ => Task.CompletedTask;
        Assert.Equal((2, 0), await lab.IngestAsync() is var again ? (again.Done, again.Failed) : default);
        Assert.Equal(["Fresh words.", "Newer words."], await lab.PassagesAsync());
        await lab.CheckAsync();
    }

    /// <summary>What a file was may be under another name that the job has not come to: it stays found until a job has gone through the folder.</summary>
    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Cancelled_BeforeMovedContentIsComeTo_KeepsItsDocument(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        lab.Write("a.txt", "Old words.");
        await lab.IngestAsync();
        var before = (await lab.DocumentsAsync())["a.txt"];
        lab.Write("z.txt", "Old words.");
        lab.Write("a.txt", "Newer words.");
        var reached = new TaskCompletionSource();
        lab.Store.WhileUpserting = token =>
        {
            reached.TrySetResult();
            return Task.Delay(Timeout.Infinite, token);
        };
        var job = await lab.AddFolderAsync();
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        await lab.Parley.AsAsync(Caller.Local, db => lab.Parley.Services.GetRequiredService<JobQueue>().CancelAsync(db, job.Id, Token));
        Assert.Equal(JobStatus.Cancelled, (await lab.EndOfAsync(job.Id)).Status);
        lab.Store.WhileUpserting = _ => Task.CompletedTask;
        Assert.Equal(["Old words."], await lab.PassagesAsync());

        await lab.Parley.Services.GetRequiredService<LibraryKeeper>().CleanUpAsync(Token);
        await lab.UploadAsync(("other.txt", "Other words."));
        Assert.Equal(["Old words.", "Other words."], await lab.PassagesAsync());

        await lab.IngestAsync();
        Assert.Equal(["Newer words.", "Old words.", "Other words."], await lab.PassagesAsync());
        Assert.Equal(before.Id, (await lab.DocumentsAsync())["z.txt"].Id);
        await lab.CheckAsync();
    }

    [Fact]
    public async Task Item_ThatFailsAgainAndAgainOnceItIsStaged_IsNotBeingReadForEver()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Store.BeforeUpsert = _ => throw new IOException("The store is away.");
        lab.Write("a.txt", "Words.");

        var job = await lab.IngestAsync();

        Assert.Equal((JobStatus.Finished, 1), (job.Status, job.Failed));
        Assert.Equal((DocumentStatus.Failed, "failed"), (await lab.DocumentsAsync())["a.txt"] is var a ? (a.Status, a.Failure) : default);
        Assert.Empty(await lab.PassagesAsync());
        await lab.CheckAsync();
    }

    /// <summary>As a process leaves it that dies, when the job is called off before another takes it.</summary>
    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task CalledOff_WhileNoWorkerHasIt_IsTidiedUpByTheKeeper(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        lab.Write("a.txt", "Words.");
        await lab.IngestAsync();
        await lab.Parley.AsAsync(Caller.Local, async db =>
        {
            await db.Documents.ExecuteUpdateAsync(set => set.SetProperty(d => d.Status, DocumentStatus.Pending).SetProperty(d => d.Generation, 0), Token);
            return await db.DocumentBodies.ExecuteDeleteAsync(Token);
        });

        await lab.Parley.Services.GetRequiredService<LibraryKeeper>().CleanUpAsync(Token);

        Assert.Equal((DocumentStatus.Failed, "cancelled"), (await lab.DocumentsAsync())["a.txt"] is var a ? (a.Status, a.Failure) : default);
        Assert.Empty(await lab.PassagesAsync());
    }

    /// <summary>Files that waited for the scanner with a job that was called off.</summary>
    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task CalledOff_WhileFilesAreHeld_IsTidiedUpByTheKeeper(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        await lab.UploadAsync(("a.txt", "First words."), ("b.txt", "Second words."));
        var before = await lab.DocumentsAsync();
        await lab.Parley.AsAsync(Caller.Local, async db =>
        {
            await db.Documents.ExecuteUpdateAsync(set => set.SetProperty(d => d.Failure, "held").SetProperty(d => d.Error, "It waits."), Token);
            await db.Chunks.Where(chunk => chunk.DocumentId == before["b.txt"].Id).ExecuteDeleteAsync(Token);
            await db.DocumentBodies.Where(body => body.DocumentId == before["b.txt"].Id).ExecuteDeleteAsync(Token);
            return await db.Documents.Where(d => d.Name == "b.txt").ExecuteUpdateAsync(set => set.SetProperty(d => d.Status, DocumentStatus.Held), Token);
        });

        await lab.Parley.Services.GetRequiredService<LibraryKeeper>().CleanUpAsync(Token);

        var documents = await lab.DocumentsAsync();
        Assert.Equal((DocumentStatus.Ready, null, null), documents["a.txt"] is var a ? (a.Status, a.Failure, a.Error) : default);
        Assert.Equal((DocumentStatus.Failed, "cancelled", ""), documents["b.txt"] is var b ? (b.Status, b.Failure, b.ContentHash) : default);
        Assert.Equal([before["a.txt"].ContentHash], await lab.Parley.AsAsync(Caller.Local, db => db.StoredFiles.Select(file => file.ContentHash).ToListAsync(Token)));
        Assert.Equal(["First words."], await lab.FindAsync("words"));
    }
}
