using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>What is read anew after a while: rules, folders and bounds may be others by then.</summary>
public sealed class RereadingTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reindex_FolderThatIsNoLongerAllowed_IsNotReadAndSaysWhy()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres, null, ("Knowledge:Ingestion:Folders", "/nowhere"));
        lab.Write("a.txt", "One.");
        await lab.IngestAsync();
        await lab.EndOfAsync((await lab.AddUploadAsync(("u.txt", "Two."))).Id);
        lab.Write("a.txt", "One, and what was not to be read.");

        var job = await lab.ScopeAsync(services => services.GetRequiredService<IngestQueue>().ReindexAsync(lab.Collection, Token));

        var ended = await lab.EndOfAsync(job.Id);
        Assert.Equal((JobStatus.Finished, 1, 1), (ended.Status, ended.Done, ended.Failed));
        Assert.Contains("KNOWLEDGE_FOLDERS", (await lab.ItemsAsync(ended)).Single(item => item.Status is JobItemStatus.Failed).Error, StringComparison.Ordinal);
        Assert.Equal(["One.", "Two."], await lab.PassagesAsync());
        await lab.CheckAsync();
    }

    [Fact]
    public async Task Reindex_OnAnotherMachine_ReadsWhatIsKeptAndNoFileOfThatName()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Write("a.txt", "One.");
        await lab.IngestAsync();
        await lab.EndOfAsync((await lab.AddUploadAsync(("u.txt", "Two."))).Id);
        lab.Write("a.txt", "Something else, on another machine.");

        var job = await lab.ScopeAsync(async services =>
        {
            var (queue, db) = (services.GetRequiredService<JobQueue>(), services.GetRequiredService<ParleyDbContext>());
            var request = new IngestRequest { Collection = lab.Collection.Id.Value, Reindex = true, Machine = "elsewhere" };
            var made = queue.Add(db, Caller.Local, IngestHandler.KindName, request.Write(), lab.Collection.Id.ToString(), []);
            await db.SaveChangesAsync(Token);
            return made;
        });

        var ended = await lab.EndOfAsync(job.Id);
        Assert.Equal((JobStatus.Finished, 1, 1), (ended.Status, ended.Done, ended.Failed));
        Assert.Contains("elsewhere", (await lab.ItemsAsync(ended)).Single(item => item.Status is JobItemStatus.Failed).Error, StringComparison.Ordinal);
        Assert.Equal(["One.", "Two."], await lab.PassagesAsync());
    }

    [Fact]
    public async Task Cutting_ThatDoesNotEnd_IsTheFilesFailure()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres, null, ("Knowledge:Chunking:Timeout", "00:00:01"));
        await lab.ScopeAsync(services => services.GetRequiredService<CollectionCatalogue>()
            .ChangeAsync(lab.Collection.Id, new CollectionContent { Chunking = new ChunkingChoice("endless") }, Token));
        lab.Write("a.txt", "One.");

        var job = await lab.IngestAsync();

        Assert.Equal((JobStatus.Finished, 1), (job.Status, job.Failed));
        var document = (await lab.DocumentsAsync())["a.txt"];
        Assert.Equal((DocumentStatus.Failed, "timed_out"), (document.Status, document.Failure));
        Assert.Contains("passages", document.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_WithoutADateOfItsOwn_HasItsFilesOrTheDayItWasAdded()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Write("a.txt", "One.");
        var modified = new DateTime(2021, 5, 4, 3, 2, 1, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(lab.PathOf("a.txt"), modified);
        await lab.IngestAsync();
        await lab.EndOfAsync((await lab.AddUploadAsync(("u.txt", "Two."))).Id);

        var documents = await lab.DocumentsAsync();
        Assert.Equal(modified, documents["a.txt"].Date);
        Assert.Null(documents["u.txt"].Date);
        DateTime? InStore(string name) => lab.Store.Entries.Values.First(entry => entry.Traits.DocumentId == documents[name].Id.Value).Traits.Date;
        Assert.Equal(modified, InStore("a.txt"));
        Assert.Equal(documents["u.txt"].CreatedAt, InStore("u.txt"));
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task List_PartOfAName_IsFoundWhateverItsCapitalsAndHoweverItWasTyped(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        await lab.EndOfAsync((await lab.AddUploadAsync(("\u00DCBERSICHT.md", "# \u00C4rger\n\nOne."), ("ta\u0308glich_100%.txt", "Two."), ("\u0416\u0423\u0420\u041D\u0410\u041B.txt", "Three."), ("plain.txt", "Four."))).Id);

        async Task<IEnumerable<string>> FindAsync(string words) => (await lab.ScopeAsync(services => services.GetRequiredService<DocumentCatalogue>()
            .ListAsync(lab.Collection.Id, null, words, 10, 0, Token))).Found.Select(document => document.Name);

        Assert.Equal(["\u00DCBERSICHT.md"], await FindAsync("\u00FCbersicht"));
        Assert.Equal(["\u00DCBERSICHT.md"], await FindAsync("\u00E4rger"));
        Assert.Equal(["ta\u0308glich_100%.txt"], await FindAsync("T\u00C4GLICH_100%"));
        Assert.Equal(["\u0416\u0423\u0420\u041D\u0410\u041B.txt"], await FindAsync("\u0436\u0443\u0440"));
        Assert.Equal(["plain.txt"], await FindAsync("PLAIN"));
        Assert.Empty(await FindAsync("0_."));

        // With a new title the old one is not found any more.
        await lab.EndOfAsync((await lab.AddUploadAsync(("\u00DCBERSICHT.md", "# \u00C9t\u00E9\n\nFive."))).Id);
        Assert.Empty(await FindAsync("\u00E4rger"));
        Assert.Equal(["\u00DCBERSICHT.md"], await FindAsync("\u00C9T\u00C9"));
    }
}
