using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>A document that hundreds of files are.</summary>
public sealed class ManyNamesTests(PostgresFixture postgres)
{
    private const int Copies = 500;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task OneMoreName_DoesNotLookAtAllTheOthers(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        var document = await CopyAsync(lab);

        var looked = await lab.Parley.AsAsync(Caller.Local, async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Token);
            var writer = new DocumentWriter(db, lab.Collection, new() { Collection = lab.Collection.Id.Value }, job: default, DateTime.UtcNow);
            await writer.ApplyAsync([Joins(document, "copy-010.txt", 0), Joins(document, "new.txt", 1)], Token);
            await writer.TakeAsync([(DocumentSource.Folder, "/copy-011.txt"), (DocumentSource.Folder, "/copy-012.txt")], Token);
            await transaction.CommitAsync(Token);
            return db.ChangeTracker.Entries<DocumentName>().Count();
        });

        Assert.InRange(looked, 1, 10);
        var names = await NamesAsync(lab, document.Id);
        Assert.Equal((Copies + 2 + 1 - 2, true, false), (names.Count, names.Contains("new.txt"), names.Contains("copy-011.txt")));
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Lists_GiveTheFirstNamesAndSayHowManyThereAre(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        var document = await CopyAsync(lab);
        await lab.UploadAsync(("other.txt", "Other words."));
        var documents = (await lab.DocumentsAsync()).Values.ToList();

        var names = await lab.ScopeAsync(services => services.GetRequiredService<DocumentCatalogue>().FurtherNamesAsync(documents, Token));

        Assert.Equal(2, names.Count);
        Assert.Equal(Copies, names[document.Id].Total);
        Assert.Equal(Enumerable.Range(0, FurtherNames.MaxListed).Select(i => $"copy-{i:000}.txt"), names[document.Id].Listed);
        Assert.Equal((0, 0), names[documents.Single(d => d.Id != document.Id).Id] is var other ? (other.Total, other.Listed.Count) : default);
    }

    private static DocumentChange Joins(Document document, string name, int ordinal) =>
        new(ordinal, new IngestItem(DocumentSource.Folder, $"/{name}", name), document.ContentHash, document.Size, document.MediaType)
        {
            Text = IngestBatch.NotRead, IndexedAs = document.IndexedAs,
        };

    // Shown as a.txt, which comes before all the others, and with two things that are called the same.
    private static async Task<Document> CopyAsync(IngestLab lab)
    {
        await lab.UploadAsync(("a.txt", "Shared words."));
        var document = Assert.Single(await lab.DocumentsAsync()).Value;
        await lab.Parley.AsAsync(Caller.Local, db =>
        {
            db.AddRange(Enumerable.Range(0, Copies).Select(i => Name(document, $"/copy-{i:000}.txt", $"copy-{i:000}.txt")));
            db.Add(Name(document, "/elsewhere/copy-499.txt", "copy-499.txt"));
            return db.SaveChangesAsync(Token);
        });
        return document;
    }

    private static DocumentName Name(Document document, string key, string name) => new()
    {
        CollectionId = document.CollectionId, Source = DocumentSource.Folder, SourceKey = key, TenantId = document.TenantId, DocumentId = document.Id, Name = name,
    };

    private static Task<List<string>> NamesAsync(IngestLab lab, DocumentId document) =>
        lab.Parley.AsAsync(Caller.Local, db => db.DocumentNames.Where(name => name.DocumentId == document).Select(name => name.Name).ToListAsync(Token));
}
