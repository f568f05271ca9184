using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Library;
using Parley.Knowledge.Retrieval;
using Parley.Knowledge.Vectors;
using Parley.Testing.Knowledge;
using Xunit;

namespace Parley.Testing.Keywords;

/// <summary>What every index of words must do. An index's own tests derive from it and say how to come by a Parley that has it.</summary>
/// <param name="fixture">Shared by the tests of a class: each has an owner and collections of its own.</param>
public abstract class KeywordIndexConformance(KeywordIndexFixture fixture)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected TestParley Parley => fixture.Parley;

    protected Task<TestParley> StartSecondAsync() => fixture.StartSecondAsync();

    protected Caller Owner { get; } = new(Guid.CreateVersion7(), Guid.CreateVersion7());

    protected IKeywordIndex Index => Parley.Services.GetRequiredService<IKeywordIndex>();

    [Fact]
    public async Task Search_RowsChange_FollowsThem()
    {
        var library = await KeywordLibrary.AddAsync(Parley, Owner, 1);
        Assert.Equal(0, await CountAsync(library, "lantern"));

        var document = await library.WriteAsync("Lights", ["A lantern hangs.", "Nothing else."]);
        Assert.Equal(1, await CountAsync(library, "lanterns"));

        await library.WriteAsync("Lights", ["A candle burns."], document);
        Assert.Equal(0, await CountAsync(library, "lantern"));
        Assert.Equal(1, await CountAsync(library, "candle"));

        await library.RemoveAsync(document);
        Assert.Equal(0, await CountAsync(library, "candle"));
    }

    [Fact]
    public async Task Search_AnyHistoryAndCollections_IsBm25OfWhatIsThere()
    {
        var random = new Random(11);
        KeywordLibrary[] libraries = [await KeywordLibrary.AddAsync(Parley, Owner, 2), await KeywordLibrary.AddAsync(Parley, Owner, 3)];
        for (var round = 0; round < 12; round++)
        {
            foreach (var library in libraries)
            {
                foreach (var document in library.Documents.Where(_ => random.Next(6) == 0).ToList())
                {
                    await (random.Next(2) == 0 ? library.RemoveAsync(document) : library.WriteAsync(document));
                }

                for (var i = random.Next(4); i >= 0; i--)
                {
                    await library.WriteAsync();
                }
            }

            KeywordLibrary[] searched = random.Next(3) switch { 0 => [libraries[0]], 1 => [libraries[1]], _ => libraries };
            await AssertBm25Async(searched, libraries[0].Words(1 + random.Next(4)));
        }
    }

    [Fact]
    public async Task Search_Filter_FindsAsOneGoingThroughAllDoes()
    {
        var library = await KeywordLibrary.AddAsync(Parley, Owner, 5);
        for (var i = 0; i < 40; i++)
        {
            await library.WriteAsync();
        }

        var some = library.Documents.Take(5).Select(document => document.Value).ToArray();
        var february = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc);
        (PassageFilter Filter, Func<PassageTraits, bool> Holds)[] cases =
        [
            (new() { Documents = some }, traits => some.Contains(traits.DocumentId)),
            (new() { MediaTypes = ["text/plain"], Languages = ["en", "fr"] }, traits => traits.MediaType == "text/plain" && traits.Language == "en"),
            (new() { Tags = ["red", "blue"], From = february }, traits => traits.Date >= february),
            (new() { Tags = ["blue"] }, traits => traits.Tags.Contains("blue")),
            (new() { To = february }, traits => traits.Date < february),
            (new() { Tags = [] }, _ => false),
        ];
        foreach (var (filter, holds) in cases)
        {
            await AssertBm25Async([library], library.Words(3), filter, holds);
        }
    }

    [Fact]
    public async Task Search_OtherCollectionsAreFull_ScoresAndCorrectionsAreOfThoseSearchedAlone()
    {
        var library = await KeywordLibrary.AddAsync(Parley, Owner, 7);
        await library.WriteAsync("bamok", ["balok bamok zeppelin", "balok"]);
        var before = await SearchAsync(library, "balok bamok");
        var weights = await Index.WeighAsync([library.Collection], ["balok", "bamok"], Cancellation);

        var other = await KeywordLibrary.AddAsync(Parley, Owner, 8);
        for (var i = 0; i < 10; i++)
        {
            await other.WriteAsync("balok", ["balok bamok quagmire", "bamok"]);
        }

        Assert.Equal(20, await CountAsync(other, "bamok balok"));
        Assert.Equal(before, await SearchAsync(library, "balok bamok"));
        Assert.Equal(weights, await Index.WeighAsync([library.Collection], ["balok", "bamok", "quagmir"], Cancellation));
        Assert.Empty(await Index.CorrectAsync([library.Collection], ["quagmyre"], Cancellation));
        Assert.Equal("quagmire", (await Index.CorrectAsync([library.Collection, other.Collection], ["quagmyre"], Cancellation))["quagmyre"]);
    }

    [Fact]
    public async Task Correct_Misspelt_TakesTheMostFrequentOneEditAway()
    {
        var library = await KeywordLibrary.AddAsync(Parley, Owner, 9);
        await library.WriteAsync("", ["retrieval of budgets"]);
        await library.WriteAsync("", ["budgets and gadgets"]);
        await library.WriteAsync("", ["retrieval"]);
        var secret = await library.WriteAsync("", ["retrievals 4001 gpt4o zeppelin"]);
        string[] words = ["retreival", "budgts", "bugdets", "gudgets", "retrieving", "gpt5o", "4002", "xyzzy", "wich", "and", "zepelin", "bro\uD800ken", "n\0l"];

        var corrections = await Index.CorrectAsync([library.Collection], words, Cancellation);

        Assert.Equal(
            ["budgts budgets", "bugdets budgets", "gudgets budgets", "retreival retrieval", "zepelin zeppelin"],
            corrections.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal));
        await library.RemoveAsync(secret);
        Assert.DoesNotContain("zepelin", await Index.CorrectAsync([library.Collection], ["zepelin"], Cancellation));
    }

    [Fact]
    public async Task Search_TracesOfRemovedDocumentsForgotten_IsMadeAnew()
    {
        var library = await KeywordLibrary.AddAsync(Parley, Owner, 13);
        var document = await library.WriteAsync("Lights", ["A lantern hangs."]);
        await library.WriteAsync("Others", ["A lantern too."]);
        Assert.Equal(2, await CountAsync(library, "lantern"));

        // The row of the removed document is gone before the index ever saw that it was removed.
        await Parley.AsAsync(Owner, async db =>
        {
            var collection = new CollectionId(library.Collection);
            await db.Documents.Where(d => d.Id == document).ExecuteDeleteAsync(Cancellation);
            return await db.Collections.Where(c => c.Id == collection).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.Revision, c => c.Revision + 1).SetProperty(c => c.ForgottenRevision, c => c.Revision + 1), Cancellation);
        });

        Assert.Equal(1, await CountAsync(library, "lantern"));
    }

    [Fact]
    public async Task Search_TwoProcessesWriteAndSearchAtOnce_EachFindsWhatWasCommittedAndNothingCountsTwice()
    {
        await using var other = await StartSecondAsync();
        KeywordLibrary[] libraries = [await KeywordLibrary.AddAsync(Parley, Owner, 17), await KeywordLibrary.AddAsync(Parley, Owner, 19)];
        var both = new[] { Index, other.Services.GetRequiredService<IKeywordIndex>() };

        await Task.WhenAll(libraries.SelectMany(library => both.Select(async index =>
        {
            for (var i = 1; i <= 8; i++)
            {
                if (index == both[0])
                {
                    await library.WriteAsync("note", ["lantern", library.Words(10)]);
                    Assert.InRange((await index.SearchAsync(new KeywordQuery([library.Collection], "lantern", 100), Cancellation)).Count, i, 8);
                }
                else
                {
                    await index.SearchAsync(new KeywordQuery([library.Collection], "lantern", 100), Cancellation);
                }
            }
        }))).WaitAsync(Soon, Cancellation);

        foreach (var index in both)
        {
            Assert.Equal(16, (await index.SearchAsync(new KeywordQuery([.. libraries.Select(library => library.Collection)], "lantern", 100), Cancellation)).Count);
            await AssertBm25Async(libraries, libraries[0].Words(3), index: index);
        }
    }

    [Fact]
    public async Task Search_RightsChange_HoldsWithTheNextSearch()
    {
        var library = await KeywordLibrary.AddAsync(Parley, Owner, 23);
        await library.WriteAsync("Lights", ["A lantern hangs."]);
        var reader = new Caller(Owner.TenantId, Guid.CreateVersion7());
        Assert.Equal((1, 0), (await PassagesAsync(Owner), await PassagesAsync(reader)));

        await ShareAsync(Sharing.Tenant);
        Assert.Equal((1, 1), (await PassagesAsync(Owner), await PassagesAsync(reader)));

        await ShareAsync(Sharing.Private);
        Assert.Equal((1, 0), (await PassagesAsync(Owner), await PassagesAsync(reader)));

        async Task<int> PassagesAsync(Caller caller) => (await Parley.Services.GetRequiredService<KnowledgeSearch>().SearchAsync(
            new SearchRequest("lanturn") { Mode = SearchMode.Keyword }, caller, Cancellation)).Passages.Count;

        Task<int> ShareAsync(Sharing sharing) => Parley.AsAsync(Owner, db =>
        {
            var collection = new CollectionId(library.Collection);
            return db.Collections.Where(c => c.Id == collection).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.Sharing, sharing).SetProperty(c => c.Revision, c => c.Revision + 1), Cancellation);
        });
    }

    [Fact]
    public async Task Search_CollectionDeletedOrNeverThere_FindsNothing()
    {
        var library = await KeywordLibrary.AddAsync(Parley, Owner, 29);
        await library.WriteAsync("Lights", ["A lantern hangs."]);
        Assert.Equal(1, await CountAsync(library, "lantern"));
        var collection = new CollectionId(library.Collection);
        await Parley.AsAsync(Owner, db => db.Collections.Where(c => c.Id == collection).ExecuteDeleteAsync(Cancellation));

        Assert.Equal(0, await CountAsync(library, "lantern"));
        Assert.Empty(await Index.SearchAsync(new KeywordQuery([], "lantern", 5), Cancellation));
        Assert.Empty(await Index.SearchAsync(new KeywordQuery([Guid.NewGuid()], "lantern", 5), Cancellation));
        Assert.Empty(await Index.CorrectAsync([library.Collection], ["lanturn"], Cancellation));
        Assert.Empty(await Index.WeighAsync([library.Collection], ["lantern"], Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("the of and")]
    [InlineData("\0 \uD800 lan\uD800tern \uDC00")]
    [InlineData("' OR 1=1; -- \" $1 %s {0}")]
    [InlineData("多言語検索 поиск ﬁne ẞ")]
    public async Task Search_HostileQuery_FindsWhatItCan(string query)
    {
        var library = await KeywordLibrary.AddAsync(Parley, Owner, 31);
        await library.WriteAsync("Lights", ["A lantern hangs."]);

        Assert.Empty(await SearchAsync(library, query));
        Assert.Single(await SearchAsync(library, $"{query} lantern {string.Join(' ', Enumerable.Range(0, 400).Select(i => $"w{i}"))}"));
    }

    protected Task<IReadOnlyList<KeywordHit>> SearchAsync(KeywordLibrary library, string query, int top = 100, PassageFilter? filter = null) =>
        Index.SearchAsync(new KeywordQuery([library.Collection], query, top, filter), Cancellation);

    protected async Task<int> CountAsync(KeywordLibrary library, string query) => (await SearchAsync(library, query)).Count;

    private async Task AssertBm25Async(
        KeywordLibrary[] libraries, string query, PassageFilter? filter = null, Func<PassageTraits, bool>? holds = null, IKeywordIndex? index = null)
    {
        var expected = KeywordLibrary.Expected(libraries, query, holds);
        var hits = await (index ?? Index).SearchAsync(new KeywordQuery([.. libraries.Select(library => library.Collection)], query, 1000, filter), Cancellation);
        var found = await libraries[0].DescribeAsync(hits);

        Assert.Equal(expected.Select(hit => (hit.Document, hit.Ordinal)).Order(), found.Select(hit => (hit.Document, hit.Ordinal)).Order());
        Assert.Equal(expected.Select(hit => hit.Score), found.Select(hit => hit.Score), (a, b) => Math.Abs(a - b) < 1e-4);
    }
}
