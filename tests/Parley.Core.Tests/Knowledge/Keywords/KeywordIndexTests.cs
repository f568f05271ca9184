using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Library;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Testing.Knowledge;

namespace Parley.Core.Tests.Knowledge.Keywords;

public sealed class KeywordIndexTests(PostgresFixture postgres)
{
    private static readonly Caller Owner = new(Guid.CreateVersion7(), Guid.CreateVersion7());

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Index_RowsChange_FollowsThem(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var collection = await parley.AddCollectionAsync(Owner);
        Assert.Equal(0, await CountAsync(parley, collection, "lantern"));

        var document = await parley.WriteDocumentAsync(Owner, collection, "Lights", ["A lantern hangs.", "Nothing else."]);
        Assert.Equal(1, await CountAsync(parley, collection, "lanterns"));

        await parley.WriteDocumentAsync(Owner, collection, "Lights", ["A candle burns."], document);
        Assert.Equal(0, await CountAsync(parley, collection, "lantern"));
        Assert.Equal(1, await CountAsync(parley, collection, "candle"));

        await parley.RemoveDocumentAsync(Owner, collection, document);
        Assert.Equal(0, await CountAsync(parley, collection, "candle"));
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Index_AnotherProcessWrites_FindsItWithTheNextSearch(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        await using var other = await parley.StartSecondAsync();
        var collection = await parley.AddCollectionAsync(Owner);
        for (var i = 1; i <= 5; i++)
        {
            await other.WriteDocumentAsync(Owner, collection, $"Note {i}", [$"lantern number {i}"]);
            Assert.Equal(i, await CountAsync(parley, collection, "lantern"));
        }
    }

    [Fact]
    public async Task Index_TracesOfRemovedDocumentsForgotten_IsMadeAnew()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var collection = await parley.AddCollectionAsync(Owner);
        var document = await parley.WriteDocumentAsync(Owner, collection, "Lights", ["A lantern hangs."]);
        await parley.WriteDocumentAsync(Owner, collection, "Others", ["A lantern too."]);
        Assert.Equal(2, await CountAsync(parley, collection, "lantern"));

        // The row of the removed document is gone before the index ever saw that it was removed.
        await parley.AsAsync(Owner, async db =>
        {
            await db.Documents.Where(d => d.Id == document).ExecuteDeleteAsync();
            return await db.Collections.Where(c => c.Id == collection).ExecuteUpdateAsync(set =>
                set.SetProperty(c => c.Revision, c => c.Revision + 1).SetProperty(c => c.ForgottenRevision, c => c.Revision + 1));
        });

        Assert.Equal(1, await CountAsync(parley, collection, "lantern"));
    }

    [Fact]
    public async Task Index_MoreThanMemoryAllows_StillFindsEverything()
    {
        await using var parley = await TestParley.StartAsync(
            TestDatabase.Sqlite, postgres.Server, settings: new() { ["Knowledge:Keywords:MaxBytes"] = "16777216" });
        var words = string.Join(' ', Enumerable.Range(0, 60_000).Select(i => $"word{i}"));
        var collections = new List<CollectionId>();
        for (var i = 0; i < 8; i++)
        {
            collections.Add(await parley.AddCollectionAsync(Owner));
            await parley.WriteDocumentAsync(Owner, collections[i], "Much", [words]);
        }

        for (var round = 0; round < 2; round++)
        {
            foreach (var collection in collections)
            {
                Assert.Equal(1, await CountAsync(parley, collection, "word777"));
            }
        }
    }

    [Fact]
    public async Task CorrectAndWeigh_LookAtTheCollectionsAskedForAlone()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var mine = await parley.AddCollectionAsync(Owner);
        var other = await parley.AddCollectionAsync(Owner);
        await parley.WriteDocumentAsync(Owner, mine, "a", ["common words"]);
        await parley.WriteDocumentAsync(Owner, other, "b", ["zeppelin words"]);
        var index = parley.Services.GetRequiredService<IKeywordIndex>();
        var token = TestContext.Current.CancellationToken;

        Assert.Empty(await index.CorrectAsync([mine.Value], ["zepelin"], token));
        Assert.Equal("zeppelin", (await index.CorrectAsync([mine.Value, other.Value], ["zepelin"], token))["zepelin"]);
        Assert.Equal(["word"], (await index.WeighAsync([mine.Value], ["word", "zeppelin"], token)).Keys);
        Assert.Empty(await index.SearchAsync(new KeywordQuery([], "words", 5), token));
        Assert.Empty(await index.SearchAsync(new KeywordQuery([Guid.NewGuid()], "words", 5), token));
    }

    private static async Task<int> CountAsync(TestParley parley, CollectionId collection, string query)
    {
        var index = parley.Services.GetRequiredService<IKeywordIndex>();
        return (await index.SearchAsync(new KeywordQuery([collection.Value], query, 10), TestContext.Current.CancellationToken)).Count;
    }
}
