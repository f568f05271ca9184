using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>What reading all anew makes of documents with several names.</summary>
public sealed class CopiesTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Reindex_NoCopyCanBeHad_DocumentStaysWithAllItsNamesAndSaysSo(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres, null, ("Knowledge:Ingestion:Folders", "/nowhere"));
        lab.Write("a.txt", "Shared words.");
        lab.Write("b.txt", "Shared words.");
        await lab.IngestAsync();

        var job = await lab.ReindexAsync();

        Assert.Equal((0, 0, 2), (job.Done, job.Skipped, job.Failed));
        var (name, document) = Assert.Single(await lab.DocumentsAsync());
        Assert.Equal(("a.txt", DocumentStatus.Ready, 1, "broken"), (name, document.Status, document.Generation, document.Failure));
        Assert.Equal(["a.txt", "b.txt"], await NamesAsync(lab, document.Id));
        Assert.Equal(["Shared words."], await lab.FindAsync("shared"));
        await lab.CheckAsync();
    }

    [Theory, InlineData("a.txt"), InlineData("b.txt")]
    public async Task Reindex_OneCopyCannotBeHad_DocumentOfTheOthersIsReadAndTheJobSaysSo(string fails)
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        lab.Write("a.txt", "Shared words.");
        lab.Write("b.txt", "Shared words.");
        await lab.IngestAsync();
        File.Delete(lab.PathOf(fails));
        File.CreateSymbolicLink(lab.PathOf(fails), "/etc/hostname");

        var job = await lab.ReindexAsync();

        Assert.Equal((1, 0, 1), (job.Done, job.Skipped, job.Failed));
        var document = Assert.Single(await lab.DocumentsAsync()).Value;
        Assert.Equal((DocumentStatus.Ready, 2, null), (document.Status, document.Generation, document.Failure));
        Assert.Equal(["a.txt", "b.txt"], await NamesAsync(lab, document.Id));
        await lab.CheckAsync();
    }

    /// <summary>So many that the last is not looked at before the first was read.</summary>
    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Reindex_CopyThatChanged_IsReadThoughTheOthersWereReadBefore(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres, null, ("Jobs:Workers", "1"));
        for (var i = 10; i < 28; i++)
        {
            lab.Write($"{i}.txt", "Shared words.");
        }

        await lab.IngestAsync();
        var shared = Assert.Single(await lab.DocumentsAsync()).Value;
        lab.Write("27.txt", "Fresh words.");

        var job = await lab.ReindexAsync();

        Assert.Equal((2, 16, 0), (job.Done, job.Skipped, job.Failed));
        var documents = await lab.DocumentsAsync();
        Assert.Equal((2, 1), (documents.Values.Single(d => d.Id == shared.Id).Generation, documents["27.txt"].Generation));
        Assert.Equal(["Fresh words.", "Shared words."], await lab.FindAsync("words"));
        Assert.Equal(17, (await NamesAsync(lab, shared.Id)).Count);
        await lab.CheckAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Reindex_CopyThatChanged_KeepsItsTagsAlsoWhereVectorsAre(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        lab.Write("a.txt", "Shared words.");
        lab.Write("b.txt", "Shared words.");
        await lab.IngestAsync();
        lab.Write("b.txt", "Fresh words.");

        await lab.ReindexAsync();

        var documents = await lab.DocumentsAsync();
        Assert.Equal(["a.txt", "b.txt"], documents.Keys.Order(StringComparer.Ordinal));
        Assert.All(documents.Values, document => Assert.Equal("[\"t\"]", document.Tags));
        await lab.CheckAsync();
        Assert.All(lab.Store.Entries.Values, entry => Assert.Equal(["t"], entry.Traits.Tags));
    }

    /// <summary>As the database left it that folded as well as it could.</summary>
    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Reindex_OfRowsThatParleyDidNotFold_FoldsThem(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        await lab.UploadAsync(("\u00DCBERSICHT.md", "Shared words."), ("\u00C4RGER.md", "Shared words."));
        await lab.Parley.AsAsync(Caller.Local, async db =>
        {
            await db.Documents.ExecuteUpdateAsync(set => set.SetProperty(d => d.SearchName, d => d.Name), Token);
            return await db.DocumentNames.ExecuteUpdateAsync(set => set.SetProperty(n => n.SearchName, n => n.Name), Token);
        });
        async Task<int> CountAsync(string words) => (await lab.ScopeAsync(services => services.GetRequiredService<DocumentCatalogue>()
            .ListAsync(lab.Collection.Id, null, words, 10, 0, Token))).Total;
        Assert.Equal((0, 0), (await CountAsync("\u00FCbersicht"), await CountAsync("\u00E4rger")));

        await lab.ReindexAsync();

        Assert.Equal((1, 1), (await CountAsync("\u00FCbersicht"), await CountAsync("\u00E4rger")));
        Assert.Equal(0, await lab.Parley.AsAsync(Caller.Local, db => db.Documents.CountAsync(d => d.SearchName == d.Name, Token)));
    }

    private static Task<List<string>> NamesAsync(IngestLab lab, DocumentId document) => lab.Parley.AsAsync(Caller.Local, async db =>
        (await db.DocumentNames.Where(n => n.DocumentId == document).Select(n => n.Name).ToListAsync(Token)).Order(StringComparer.Ordinal).ToList());
}
