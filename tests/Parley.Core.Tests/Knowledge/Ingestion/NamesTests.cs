using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>Files with the same content are one document with several names.</summary>
public sealed class NamesTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite, "a.txt", "b.txt"), InlineData(TestDatabase.Sqlite, "b.txt", "a.txt")]
    [InlineData(TestDatabase.Postgres, "a.txt", "b.txt"), InlineData(TestDatabase.Postgres, "b.txt", "a.txt")]
    public async Task SameContent_OneChangesAndTheOtherGoes_EachFollowsItsFile(TestDatabase database, string changes, string goes)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        lab.Write("a.txt", "Shared words.");
        lab.Write("b.txt", "Shared words.");
        await lab.IngestAsync();
        var shared = Assert.Single(await lab.DocumentsAsync()).Value;
        Assert.Equal(["a.txt", "b.txt"], await NamesAsync(lab, shared.Id));
        Assert.Equal(["Shared words."], await lab.FindAsync("shared"));

        // Again: nothing changes.
        var revision = await lab.RevisionAsync();
        Assert.Equal((0, 2), await lab.IngestAsync() is var again ? (again.Done, again.Skipped) : default);
        Assert.Equal(revision, await lab.RevisionAsync());

        lab.Write(changes, "Fresh words.");
        Assert.Equal((JobStatus.Finished, 1, 1, 0), await lab.IngestAsync() is var job ? (job.Status, job.Done, job.Skipped, job.Failed) : default);

        var documents = await lab.DocumentsAsync();
        Assert.Equal((shared.Id, 1), (documents[goes].Id, documents[goes].Generation));
        Assert.Equal(DocumentStatus.Ready, documents[changes].Status);
        Assert.Equal(["Fresh words.", "Shared words."], await lab.FindAsync("words"));
        await lab.CheckAsync();

        File.Delete(lab.PathOf(goes));
        await lab.IngestAsync();

        Assert.Equal(documents[changes].Id, Assert.Single(await lab.DocumentsAsync()).Value.Id);
        Assert.Equal(["Fresh words."], await lab.FindAsync("words"));
        await lab.CheckAsync();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, "a.txt"), InlineData(TestDatabase.Sqlite, "b.txt")]
    [InlineData(TestDatabase.Postgres, "a.txt"), InlineData(TestDatabase.Postgres, "b.txt")]
    public async Task SameContent_OneFileGoes_TheOtherKeepsTheDocument(TestDatabase database, string goes)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        lab.Write("a.txt", "Shared words.");
        lab.Write("b.txt", "Shared words.");
        await lab.IngestAsync();
        var shared = Assert.Single(await lab.DocumentsAsync()).Value;
        File.Delete(lab.PathOf(goes));

        await lab.IngestAsync();

        var left = Assert.Single(await lab.DocumentsAsync()).Value;
        Assert.Equal((shared.Id, goes == "a.txt" ? "b.txt" : "a.txt", 1), (left.Id, left.Name, left.Generation));
        Assert.Equal([left.Name], await NamesAsync(lab, left.Id));
        Assert.Equal(["Shared words."], await lab.FindAsync("shared"));
        Assert.NotNull(await lab.ScopeAsync(services => services.GetRequiredService<DocumentFiles>().ReadAsync(left, default)));
        await lab.CheckAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task SameContent_DocumentRemovedByAPerson_IsGoneWithAllItsNames(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        await lab.UploadAsync(("a.txt", "Shared words."), ("b.txt", "Shared words."));
        var first = Assert.Single(await lab.DocumentsAsync()).Value.Id;
        await lab.DeleteAsync(first);
        Assert.Empty(await lab.DocumentsAsync());
        Assert.Equal(0, await lab.Parley.AsAsync(Caller.Local, db => db.DocumentNames.CountAsync()));
        Assert.Equal(0, await lab.Parley.AsAsync(Caller.Local, db => db.StoredFiles.CountAsync()));

        // What comes again is another document, and brings back the one name it comes under.
        await lab.UploadAsync(("b.txt", "Shared words."));

        var second = Assert.Single(await lab.DocumentsAsync()).Value.Id;
        Assert.NotEqual(first, second);
        Assert.Equal(["b.txt"], await NamesAsync(lab, second));
        await lab.CheckAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task SameContent_OneBecomesUnreadable_TheOtherIsAsItWas(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        lab.Write("a.json", "{\"a\": \"shared\"}");
        lab.Write("b.json", "{\"a\": \"shared\"}");
        await lab.IngestAsync();
        var shared = Assert.Single(await lab.DocumentsAsync()).Value;
        lab.Write("a.json", [0, 1, 2, 3]);

        Assert.Equal(1, (await lab.IngestAsync()).Failed);

        var documents = await lab.DocumentsAsync();
        Assert.Equal((shared.Id, DocumentStatus.Ready, null), documents["b.json"] is var b ? (b.Id, b.Status, b.Failure) : default);
        Assert.Equal(DocumentStatus.Failed, documents["a.json"].Status);
        Assert.Single(await lab.FindAsync("shared"));

        // It is mended: one document again.
        lab.Write("a.json", "{\"a\": \"shared\"}");
        Assert.Equal(0, (await lab.IngestAsync()).Failed);
        Assert.Equal(shared.Id, Assert.Single(await lab.DocumentsAsync()).Value.Id);
        Assert.Equal(["a.json", "b.json"], await NamesAsync(lab, shared.Id));
        await lab.CheckAsync();
    }

    [Fact]
    public async Task Names_OfEverySource_KeepTheFileAndTheDocument()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        await lab.UploadAsync(("u.txt", "Shared words."));
        lab.Write("f.txt", "Shared words.");
        await lab.IngestAsync();
        var shared = Assert.Single(await lab.DocumentsAsync()).Value;

        // Another content under the uploaded name: what the folder has stays, now from there.
        await lab.UploadAsync(("u.txt", "Uploaded words."));
        var documents = await lab.DocumentsAsync();
        Assert.Equal((shared.Id, DocumentSource.Folder), (documents["f.txt"].Id, documents["f.txt"].Source));

        var found = await lab.ScopeAsync(async services => (
            await services.GetRequiredService<DocumentCatalogue>().ListAsync(lab.Collection.Id, null, "F.T", 10, 0, default),
            await services.GetRequiredService<DocumentFiles>().ReadAsync(documents["f.txt"], default)));

        Assert.Equal("f.txt", Assert.Single(found.Item1.Found).Name);
        Assert.Equal("Shared words."u8.ToArray(), found.Item2);
        Assert.Equal(["Shared words.", "Uploaded words."], await lab.FindAsync("words"));
        await lab.CheckAsync();
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Reindex_OfSeveralNames_ReadsTheDocumentOnceAndByTheNameThatStillHasIt(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        foreach (var name in (string[])["a.txt", "b.txt", "c.txt"])
        {
            lab.Write(name, "Shared words.");
        }

        await lab.IngestAsync();
        Assert.Equal((1, 2), await lab.ReindexAsync() is var first ? (first.Done, first.Skipped) : default);
        var shared = Assert.Single(await lab.DocumentsAsync()).Value;
        Assert.Equal(2, shared.Generation);
        File.Delete(lab.PathOf("a.txt"));
        lab.Write("b.txt", "Fresh words.");

        var job = await lab.ReindexAsync();

        Assert.Equal((JobStatus.Finished, 2, 1, 0), (job.Status, job.Done, job.Skipped, job.Failed));
        var documents = await lab.DocumentsAsync();
        Assert.Equal((shared.Id, 3), (documents["a.txt"].Id, documents["a.txt"].Generation));
        Assert.Equal(1, documents["b.txt"].Generation);
        Assert.Equal(["a.txt", "c.txt"], await NamesAsync(lab, shared.Id));
        await lab.CheckAsync();
    }

    /// <summary>The name leaves its document when the passages of the new content are written, and the process ends before they are found.</summary>
    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Process_ThatDiesWhileANameLeaves_LosesNeitherContent(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        lab.Write("a.txt", "Shared words.");
        lab.Write("b.txt", "Shared words.");
        await lab.IngestAsync();
        var shared = Assert.Single(await lab.DocumentsAsync()).Value;
        lab.Write("a.txt", "Fresh words.");
        var (reached, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        lab.Store.BeforeUpsert = _ =>
        {
            reached.TrySetResult();
            return never.Task;
        };
        var job = await lab.AddFolderAsync();
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(["Shared words."], await lab.FindAsync("words"));
        await lab.Parley.CrashAsync();
        lab.Store.BeforeUpsert = _ => Task.CompletedTask;
        await using var heir = await lab.StartSecondAsync();

        Assert.Equal((JobStatus.Finished, 0), await lab.EndOfAsync(job.Id) is var end ? (end.Status, end.Failed) : default);

        var documents = await lab.DocumentsAsync();
        Assert.Equal((shared.Id, 1), (documents["b.txt"].Id, documents["b.txt"].Generation));
        Assert.Equal((DocumentStatus.Ready, 1), (documents["a.txt"].Status, documents["a.txt"].Generation));
        Assert.Equal(["Fresh words.", "Shared words."], await lab.PassagesAsync());
        never.SetResult();
    }

    private static Task<List<string>> NamesAsync(IngestLab lab, DocumentId document) => lab.Parley.AsAsync(Caller.Local, async db =>
        (await db.DocumentNames.Where(n => n.DocumentId == document).Select(n => n.Name).ToListAsync()).Order(StringComparer.Ordinal).ToList());
}
